import { createHmac, randomBytes } from 'node:crypto';

/**
 * New UIDs for old ones. The same secret gives the same new UID for the same old one, in every file and every worker of a batch, without
 * a table to share; without the secret the old UID cannot be found from the new one by trying.
 */
export interface UidMap {
  /** Hexadecimal. Give it to `createUidMap` in another worker of the same batch; throw it away afterwards. */
  readonly secret: string;
  /** The new UID, in the 2.25 arc (PS3.5 B.2). Registered DICOM UIDs (1.2.840.10008...) come back as they are. */
  replace(uid: string): string;
  /** A short pseudonym of any other identifier, by the same secret: 8 upper-case hex digits. */
  pseudonym(value: string): string;
  /** Days, -1 to -3650, by which a patient's dates move; the same for the same patient and secret. */
  dayOffset(patient: string): number;
  /** Notes that the SOP instance with that old UID gets a new one, so that references to it have to follow. */
  addInstance(uid: string): void;
  /** Whether `addInstance` was called for that UID. */
  hasInstance(uid: string): boolean;
}

/** A map for one batch; `secret` at least 32 hex digits, by default a new random one. Throws `RangeError` for a shorter one. */
export function createUidMap(secret: string = randomBytes(32).toString('hex')): UidMap {
  if (!/^[0-9a-f]{32,}$/i.test(secret)) throw new RangeError('createUidMap: the secret must be 32 or more hex digits');
  const instances = new Set<string>();
  const hash = (purpose: string, value: string) =>
    createHmac('sha256', Buffer.from(secret, 'hex')).update(`${purpose}\0${value}`).digest();
  return {
    secret,
    replace: (uid) => (isRegistered(uid) ? uid : uuidUid(hash('uid', uid))),
    pseudonym: (value) => hash('pseudonym', value).toString('hex', 0, 4).toUpperCase(),
    dayOffset: (patient) => -1 - (hash('days', patient).readUInt32BE(0) % 3650),
    addInstance: (uid) => void instances.add(uid),
    hasInstance: (uid) => instances.has(uid),
  };
}

/** UIDs that name something of the standard, not of a patient. */
const isRegistered = (uid: string): boolean => uid === '' || uid.startsWith('1.2.840.10008.');

/** A UUID (version 8, RFC 9562) as a decimal number under 2.25. */
function uuidUid(hash: Buffer): string {
  const bytes = hash.subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
}
