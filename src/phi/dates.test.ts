import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDates } from './dates';

test('dates as printed and as misread: what is found, its parts, its correction', () => {
  const table: [text: string, found: string, date: string, corrected?: string][] = [
    ['2014Jan.06', '2014Jan.06', '2014-1-6', '2014 Jan 06'],
    ['2008Ma r14F RANEC KI', '2008Ma r14', '2008-3-14', '2008 Mar 14'],
    ['2014 Jan.06', '2014 Jan.06', '2014-1-6', '2014 Jan 06'],
    ['1988 Jun 09', '1988 Jun 09', '1988-6-9'],
    ['2000May26', '2000May26', '2000-5-26', '2000 May 26'],
    ['1999 Sep23', '1999 Sep23', '1999-9-23', '1999 Sep 23'],
    ['2001 JUI 05', '2001 JUI 05', '2001-7-5', '2001 JUL 05'],
    ['2OO1 Ju1 O5', '2OO1 Ju1 O5', '2001-7-5', '2001 Jul 05'],
    ['08-Jaln-2007', '08-Jaln-2007', '2007-1-8', '08-Jan-2007'],
    ['2004 bep 13', '2004 bep 13', '2004-9-13', '2004 Sep 13'],
    ['03 0CT25', '03 0CT25', '2025-10-3', '03 OCT 25'],
    ['2001 0ct 07', '2001 0ct 07', '2001-10-7', '2001 Oct 07'],
    ['1 988Jul16', '1 988Jul16', '1988-7-16', '1988 Jul 16'],
    ['05/03/1937', '05/03/1937', '1937-5-3'],
    ['05103/1937', '05103/1937', '1937-5-3', '05/03/1937'],
    ['05/031937', '05/031937', '1937-5-3', '05/03/1937'],
    ['02/ 27/1937', '02/ 27/1937', '1937-2-27', '02/27/1937'],
    ['11/19/191 9', '11/19/191 9', '1919-11-19', '11/19/1919'],
    ['31.03.1924', '31.03.1924', '1924-3-31'],
    ['1937-05-03', '1937-05-03', '1937-5-3'],
    ['19370503', '19370503', '1937-5-3'],
    ['25 MAR 61', '25 MAR 61', '1961-3-25'],
    ['02DEC43Sex:M', '02DEC43', '1943-12-2', '02 DEC 43'],
    ['1994Jun0110:54', '1994Jun01', '1994-6-1', '1994 Jun 01'],
    ['2003/02/0410:06:28', '2003/02/04', '2003-2-4'],
    ['26. Mai 2000', '26. Mai 2000', '2000-5-26'],
    ['3 février 1987', '3 février 1987', '1987-2-3'],
    ['May 3rd, 1987', 'May 3rd, 1987', '1987-5-3'],
    ['27-Jun-192 3', '27-Jun-192 3', '1923-6-27', '27-Jun-1923'],
    ['27-Jun -1923', '27-Jun -1923', '1923-6-27', '27-Jun-1923'],
    ['O9-Jun-2O11', 'O9-Jun-2O11', '2011-6-9', '09-Jun-2011'],
    ['20 11 Jun 09', '20 11 Jun 09', '2011-6-9', '2011 Jun 09'],
    ['9 de junio de 2011', '9 de junio de 2011', '2011-6-9'],
    ['geb.31.03.1924', '31.03.1924', '1924-3-31'],
    ['9/6/11', '9/6/11', '2011-9-6'],
    ['02/22/1517', '02/22/1517', '1517-2-22'],
    ['NOV 63', 'NOV 63', '1963-11-undefined'],
    ['09.Jun.2011', '09.Jun.2011', '2011-6-9'],
    ['Jun 9th, 2011', 'Jun 9th, 2011', '2011-6-9'],
    ['2000May26RIVERA', '2000May26', '2000-5-26', '2000 May 26'],
  ];
  for (const [text, found, date, corrected] of table) {
    const [match, ...more] = findDates(text);
    assert.ok(match, text);
    assert.equal(more.length, 0, text);
    assert.equal(text.slice(match.start, match.end), found, text);
    assert.equal(`${match.year}-${match.month}-${match.day}`, date, text);
    assert.equal(match.corrected, corrected, text);
  }
});

test('no dates', () => {
  for (const text of [
    '120 kV 250 mAs',
    'W:400 L:40',
    '512x512',
    'Mag 12',
    'MAR 12/05',
    '1.2.840.10008.5.1',
    '13/45/1990',
    '5.0 cm',
    'Img 33/Ser 1',
    '10 mm',
    'SID 180',
    'TE 98 TR 4500',
    '0.625 mm',
  ]) {
    assert.deepEqual(findDates(text), [], text);
  }
});
