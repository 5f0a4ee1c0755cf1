import { describe, expect, it } from 'vitest';
import { fileType } from './file-type.ts';

const bytes = (latin1: string) => Buffer.from(latin1.padEnd(32, '\0'), 'latin1');

describe('the type of a file', () => {
  it.each([
    ['image/png', '\x89PNG\r\n\x1a\n'],
    ['image/jpeg', '\xff\xd8\xff\xe0'],
    ['image/gif', 'GIF89a'],
    ['image/gif', 'GIF87a'],
    ['image/webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['image/avif', '\0\0\0\x20ftypavif'],
    ['image/x-icon', '\0\0\x01\0\x01\0'],
  ])('%s is told by its first bytes', (type, head) => {
    expect(fileType('image', bytes(head))).toBe(type);
    expect(fileType('font', bytes(head))).toBeUndefined();
  });

  it.each([
    ['font/woff2', 'wOF2'],
    ['font/woff', 'wOFF'],
    ['font/ttf', '\0\x01\0\0'],
    ['font/otf', 'OTTO'],
  ])('%s is told by its first bytes', (type, head) => {
    expect(fileType('font', bytes(head))).toBe(type);
    expect(fileType('image', bytes(head))).toBeUndefined();
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '\uFEFF<?xml version="1.0"?>\n<!-- made by hand -- ->--><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg>',
    '<!DOCTYPE svg [ <!ENTITY a "b"> ]><svg viewBox="0 0 1 1"></svg>',
    // Served as a picture, in which nothing runs.
    '<svg onload="alert(1)"><script>alert(2)</script></svg>',
  ])('an SVG begins with its element: %s', (text) => {
    expect(fileType('image', Buffer.from(text))).toBe('image/svg+xml');
  });

  it.each([
    '<!doctype html><svg></svg>',
    '<html><svg></svg></html>',
    'GIF88a',
    '',
    '<svgx>',
    '%PDF-1.7 <svg>',
    `${' '.repeat(5_000)}<svg>`,
    '<script>alert(1)</script>',
  ])('%s is none', (text) => {
    expect(fileType('image', Buffer.from(text))).toBeUndefined();
    expect(fileType('font', Buffer.from(text))).toBeUndefined();
  });

  it('of two at once is what it begins as', () => {
    expect(fileType('image', bytes('GIF89a=1;/*<svg><script>alert(1)</script>*/'))).toBe('image/gif');
  });

  it('is told in a moment, however often a head could be read', () => {
    const comments = '<!---->'.repeat(600);
    expect(fileType('image', Buffer.from(`${comments}x`))).toBeUndefined();
    expect(fileType('image', Buffer.from(`${'<?xml '.repeat(700)}`))).toBeUndefined();
  });
});
