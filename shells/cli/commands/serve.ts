import { demoPeople } from '../../../demo/people.ts';
import { seedDemo } from '../../../demo/seed.ts';
import { readSettings, type ServeOptions } from '../../server/settings.ts';
import { startServer } from '../../server/start.ts';

/** `mulin serve`: starts the server, and says where it is and who may be signed in. */
export async function serve(options: ServeOptions): Promise<void> {
  const settings = readSettings(options, process.env);
  const running = await startServer(settings, async (database, ports) => {
    if (settings.isDemo) await seedDemo(database, ports, (line) => console.log(line));
  });
  const stop = (): void => {
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`\n  睦邻 Mulin   ${running.address}/`);
  console.log(`  工作台 Workbench   ${running.address}/work/\n`);
  if (!settings.isDemo) return;
  console.log('  虚构的演示街道，一键登录：/ A fictional subdistrict. Sign in with one click as:');
  for (const person of demoPeople()) {
    const where = person.app === 'resident' ? '/' : '/work/';
    console.log(`    ${where.padEnd(7)} ${person.zh} · ${person.en}`);
  }
  console.log('');
}
