import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../phi/testing';
import { techniqueOfFrames, techniqueOn } from './technique-on';

const found = (here: string, ...elsewhere: string[]) =>
  techniqueOn(pageOf(here), techniqueOfFrames([pageOf(here), ...elsewhere.map(pageOf)])).length;

test('a number that another frame shows to be that of a series', () => {
  assert.equal(found('31072', '#31072'), 1);
  assert.equal(found('31072', '31072', '#31072', '#31072'), 1);
});

test('not what no frame reads as technique, reads otherwise or alike, or has at another place', () => {
  assert.equal(found('31072', '31072'), 0);
  assert.equal(found('31072', '#31073'), 0);
  assert.equal(found('#31072', '#31072'), 0);
  assert.equal(found('31072', '\n\n#31072'), 0);
  assert.equal(found('', '#31072'), 0);
});
