import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Vault } from '@mulin/kernel';

/**
 * Encrypts short secrets with AES-256-GCM and makes keyed fingerprints with HMAC-SHA-256.
 *
 * @param secret at least 32 characters; two keys are derived from it (RFC 5869)
 */
export function vaultOf(secret: string): Vault {
  if (secret.length < 32) throw new Error('MULIN_SECRET must have at least 32 characters');
  const keyFor = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'mulin', use, 32));
  const sealKey = keyFor('seal');
  const fingerprintKey = keyFor('fingerprint');
  return {
    seal(plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed) {
      if (!sealed.startsWith('1.')) throw new Error('not sealed by this vault');
      const bytes = Buffer.from(sealed.slice(2), 'base64url');
      const cipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12));
      cipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
    },
    fingerprint(plain) {
      return createHmac('sha256', fingerprintKey).update(plain).digest('base64url');
    },
  };
}
