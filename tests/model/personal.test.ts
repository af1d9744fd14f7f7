/** Numbers of persons in running words: what is starred and what is left alone. */
import { describe, expect, it } from 'vitest';
import { maskPersonal } from '../../src/model/personal.ts';

describe('numbers of persons', () => {
  it.each([
    ['请联系13812345678', '请联系138****5678'],
    ['13812345678、13987654321', '138****5678、139****4321'],
    ['138 1234 5678', '138******5678'],
    ['+86 138-1234-5678。', '+86 138******5678。'],
    ['１３８１２３４５６７８', '１３８****５６７８'],
    ['身份证11010519491231002X', '身份证110105********002X'],
    ['身份证11010519491231002x，', '身份证110105********002x，'],
  ])('%s', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it.each([
    '共投入13812345678元',
    '投入13812345678.50元',
    '110105194912310021', // the check letter is wrong
    '0536-8091234',
    '编号2138123456789',
    '2007年5月31日',
    '',
  ])('leaves “%s” alone', (text) => {
    expect(maskPersonal(text)).toBe(text);
  });
});
