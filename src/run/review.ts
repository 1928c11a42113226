import type { AuditRecord } from './audit';

/** Why a person should look at a file, most serious first, with the risk (0 to 1) that each reason stands for. */
const REASONS = {
  failed: { risk: 1, applies: (record) => record.status === 'failed' },
  quarantined: { risk: 0.95, applies: (record) => record.status === 'quarantined' },
  'no-pixels': { risk: 0.8, applies: (record) => record.status === 'no-pixels' },
  'not-verified': { risk: 0.6, applies: (record) => isReleased(record) && record.verification === null },
  'header-kept': { risk: 0.6, applies: (record, keptHeader) => keptHeader && isReleased(record) },
  'second-pass': { risk: 0.5, applies: (record) => (record.verification?.passes ?? 1) > 1 },
  'uncertain-text': { risk: 0.4, applies: (record) => isReleased(record) && record.lowestScore < 0.6 },
  'unread-data': { risk: 0.4, applies: (record) => record.carriers.some((name) => name.startsWith('unread:')) },
  'file-name': { risk: 0.3, applies: (record) => record.carriers.includes('file-name') },
  'uncertain-class': { risk: 0.2, applies: (record) => record.regions.some((region) => region.score < 0.5) },
  'nothing-found': { risk: 0.1, applies: (record) => record.status === 'clean' },
} as const satisfies Readonly<
  Record<string, { risk: number; applies: (record: AuditRecord, keptHeader: boolean) => boolean }>
>;

export type ReviewReason = keyof typeof REASONS;

export interface ReviewItem {
  readonly file: string;
  readonly risk: number;
  readonly reasons: readonly ReviewReason[];
}

const isReleased = (record: AuditRecord): boolean => record.status === 'done' || record.status === 'clean';

/** Files that a person should look at, the riskiest first; files without a reason are left out. */
export const reviewList = (records: readonly AuditRecord[], headerProfile?: string): readonly ReviewItem[] =>
  sortReview(records.flatMap((record) => reviewItem(record, headerProfile) ?? []));

/**
 * Why a person should look at one file; `undefined` when nothing speaks for it.
 *
 * @param headerProfile of the run: a header that was kept is a reason for every file that was released
 */
export function reviewItem(record: AuditRecord, headerProfile = 'basic'): ReviewItem | undefined {
  const keptHeader = headerProfile === 'keep';
  const reasons = (Object.keys(REASONS) as ReviewReason[]).filter((reason) =>
    REASONS[reason].applies(record, keptHeader),
  );
  return reasons.length === 0 ? undefined : { file: record.file, risk: riskOf(reasons), reasons };
}

/** The riskiest first, equal risks by name. */
export const sortReview = (items: readonly ReviewItem[]): readonly ReviewItem[] =>
  [...items].sort((a, b) => b.risk - a.risk || (a.file < b.file ? -1 : 1));

/** Independent reasons add up: 1 - product of (1 - risk). */
const riskOf = (reasons: readonly ReviewReason[]): number =>
  1 - reasons.reduce((safe, reason) => safe * (1 - REASONS[reason].risk), 1);
