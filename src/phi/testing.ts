import type { HeaderValue } from '../base/types';

export { CELL_HEIGHT, CELL_WIDTH, pageOf } from './text-page';

/** A header element for tests: the keyword alone says what it is. */
export function headerValue(keyword: string, value: string, vr = 'LO', depth = 0): HeaderValue {
  return { tag: '00000000', keyword, vr, value, depth };
}
