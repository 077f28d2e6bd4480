export * from './area-code.ts';
export * from './identity.ts';
export * from './ids.ts';
export * from './money.ts';
export * from './ports.ts';
export * from './random.ts';
export * from './result.ts';
export * from './time.ts';
