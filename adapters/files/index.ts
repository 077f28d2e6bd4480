import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CleanPicture, FileKeeper, PictureCleaner } from '@mulin/kernel';
import sharp from 'sharp';

const NAME = /^[0-9a-f]{64}\.[a-z0-9]{1,5}$/;

/** Keeps files in a folder, named by the hash of their content; written whole and synced, or not at all. */
export function filesIn(folder: string): FileKeeper {
  const pathOf = (name: string): string => {
    if (!NAME.test(name)) throw new RangeError('not a file name');
    return join(folder, name.slice(0, 2), name);
  };
  return {
    async put(content, extension) {
      const name = `${createHash('sha256').update(content).digest('hex')}.${extension}`;
      const path = pathOf(name);
      await mkdir(join(folder, name.slice(0, 2)), { recursive: true });
      const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
      const file = await open(draft, 'wx');
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      return name;
    },
    async find(name) {
      try {
        return new Uint8Array(await readFile(pathOf(name)));
      } catch {
        return undefined;
      }
    },
    async remove(name) {
      await rm(pathOf(name), { force: true });
    },
  };
}

/** Files in memory, for tests. */
export function fakeFiles(): FileKeeper {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(content, extension) {
      const name = `${createHash('sha256').update(content).digest('hex')}.${extension}`;
      kept.set(name, content);
      return name;
    },
    find: async (name) => kept.get(name),
    async remove(name) {
      kept.delete(name);
    },
  };
}

const MOST_PIXELS = 50_000_000;
const LONGEST_SIDE = 1600;

/**
 * Re-encodes pictures as WebP: the type is told by content, EXIF and place are left behind, turned
 * upright, at most 1600 pixels long. Nothing where the bytes are no picture or have too many pixels.
 */
export const pictureCleaner: PictureCleaner = {
  async clean(content): Promise<CleanPicture | undefined> {
    try {
      const { data, info } = await sharp(content, {
        limitInputPixels: MOST_PIXELS,
        failOn: 'error',
      })
        .rotate()
        .resize({
          width: LONGEST_SIDE,
          height: LONGEST_SIDE,
          fit: 'inside',
          withoutEnlargement: true,
        })
        .webp({ quality: 80 })
        .toBuffer({ resolveWithObject: true });
      return {
        content: new Uint8Array(data),
        extension: 'webp',
        widthPixels: info.width,
        heightPixels: info.height,
      };
    } catch {
      return undefined;
    }
  },
};
