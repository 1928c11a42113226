const DATE = '(?:18|19|20)\\d\\d[-.]?(?:0\\d|1[0-2])[-.]?[0-3]\\d';
const TIME = '(?:[01]\\d|2[0-4])(?::?[0-5]\\d(?::?[0-6]\\d(?:\\.\\d{1,6})?)?)?';
/** Forms of values (PS3.5 6.2), with what readers bear with: decimal commas, points, hyphens and colons, ages without a unit. */
export const FORMS: Readonly<Record<string, RegExp | undefined>> = {
  AS: /^\d{1,3} *[DWMY]?$/i,
  DA: new RegExp(`^${DATE}$`),
  DS: /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d{1,3})?$/i,
  DT: new RegExp(`^(?:\\d{4}|\\d{4}(?:0\\d|1[0-2])|${DATE}(?:${TIME})?)(?:[+-](?:0\\d|1[0-4])[0-5]\\d)?$`),
  IS: /^[+-]?\d+$/,
  TM: new RegExp(`^${TIME}$`),
  UI: /^[\d.]*$/,
};
