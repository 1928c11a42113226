import type { Frame } from '../base/types';
import type { Region } from './detector';
import type { Gate } from './engine';

/** More regions are mostly text; to look for ink costs as much as to read two or three. */
const FEW_REGIONS = 12;

/** Few regions without those in which the gate sees no trace of ink. */
export async function withTraces(
  regions: readonly Region[],
  view: Frame,
  gate: Gate | undefined,
): Promise<readonly Region[]> {
  if (!gate || regions.length === 0 || regions.length > FEW_REGIONS) return regions;
  const traces = await gate.tracesIn(
    view,
    regions.map(({ box }) => box),
  );
  return regions.filter((_, index) => traces[index]);
}
