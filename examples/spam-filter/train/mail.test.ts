import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes } from './mail/charset.ts';
import { cleanBody, cleanSubject } from './mail/clean.ts';
import { headerText, quotedPrintable } from './mail/headers.ts';
import { decodeEntities, textOfHtml } from './mail/html.ts';
import { parseMail } from './mail/mime.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const bodyOf = (text: string, encoding?: BufferEncoding) => parseMail(bytes(text, encoding)).body.trim();

describe('headerText', () => {
  it.each([
    ['plain words', 'plain words'],
    ['=?iso-8859-1?Q?caf=E9_now?=', 'café now'],
    ['=?utf-8?b?w6l0w6k=?= =?utf-8?q?_x?=', 'été x'],
    ['Re: =?iso-2022-jp?B?GyRCRnxLXBsoQg==?=!', 'Re: 日本!'],
    ['=?iso-8859-1*en?Q?a?=', 'a'],
    ['=?no-such-charset?Q?caf=E9?=', 'café'],
    ['=?utf-8?x?broken?=', '=?utf-8?x?broken?='],
    ['=?utf-8?b?%%%?=', ''],
  ])('%s', (value, text) => expect(headerText(value)).toBe(text));

  it('reads bytes outside encoded words as it is told', () => {
    expect(headerText('\xC0\xC1', 'koi8-r')).toBe('юа');
    expect(headerText('caf\xE9')).toBe('café');
  });
});

describe('parseMail', () => {
  it('unfolds headers, skips the mbox line and garbage, and takes the first of two', () => {
    const mail =
      'From a Mon\nSubject: one\n two\nnot a header\nSubject: later\nMessage-ID: <a@b>\nReferences: <c@d> <e@f>\n\nx';
    expect(parseMail(bytes(mail))).toEqual({
      subject: 'one two',
      body: 'x',
      messageId: 'a@b',
      references: ['c@d', 'e@f'],
    });
  });

  it.each([
    ['CRLF', 'Subject: a\r\n\r\nbody\r\n', 'body'],
    ['no headers at all', '\nbody', 'body'],
    ['nothing', '', ''],
    ['headers that never end', 'Subject: x', ''],
    ['quoted-printable', 'Content-Transfer-Encoding: quoted-printable\n\na=3Db=\nc', 'a=bc'],
    ['Base64', 'Content-Transfer-Encoding: BASE64\n\naGVs\nbG8=\n', 'hello'],
    ['Base64 with a footer', 'Content-Transfer-Encoding: base64\n\naGVsbG8=\n-- \nlist', 'hello'],
    [
      'a charset',
      'Content-Type: text/plain; charset="koi8-r"\nContent-Transfer-Encoding: quoted-printable\n\n=C0',
      'ю',
    ],
    ['an unknown charset', 'Content-Type: text/plain; charset=nonsense\n\nok', 'ok'],
    ['HTML', 'Content-Type: text/html\n\n<p>a<br>b</p>', 'a\nb'],
    ['HTML that says it is plain', 'Content-Type: text/plain\n\n<html><b>a</b></html>', 'a'],
    ['no text', 'Content-Type: image/gif\n\nGIF89a', ''],
    ['a type without sense', 'Content-Type: text\n\nok', 'ok'],
    ['a multipart without a boundary', 'Content-Type: multipart/mixed\n\nok', 'ok'],
  ])('%s', (_, mail, body) => expect(bodyOf(mail)).toBe(body));

  const multipart = (type: string, ...parts: string[]) =>
    `Content-Type: multipart/${type}; boundary="=x"\n\nignored\n${parts.map((part) => `--=x\n${part}\n`).join('')}--=x--\nafter`;

  it.each([
    ['alternative', multipart('alternative', '\nplain', 'Content-Type: text/html\n\n<b>html</b>'), 'plain'],
    [
      'alternative, first empty',
      multipart('alternative', '\n ', 'Content-Type: text/html\n\n<b>html</b>'),
      'html',
    ],
    ['mixed', multipart('mixed', '\none', '\ntwo'), 'one\n\ntwo'],
    ['attachment', multipart('mixed', '\none', 'Content-Disposition: attachment\n\ntwo'), 'one'],
    ['not closed', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo', 'one\n\ntwo'],
    ['forwarded mail', 'Content-Type: message/rfc822\n\nSubject: inner\n\nbody', 'body'],
  ])('multipart: %s', (_, mail, body) => expect(bodyOf(mail)).toBe(body));

  it('stops at a bounded depth and number of parts', () => {
    let nested = 'x';
    for (let i = 0; i < 50; i += 1) nested = `Content-Type: message/rfc822\n\n${nested}`;
    expect(bodyOf(nested)).toBe('');
    const many = multipart('mixed', ...Array.from({ length: 5000 }, (_, i) => `\npart ${i}`));
    expect(bodyOf(many).split('\n\n').length).toBeLessThanOrEqual(100);
  });

  it('never throws and always ends', () => {
    const piece = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=b\n',
      '--b\n',
      '--b--\n',
      '\n',
      ' ',
      'Subject: =?utf-8?q?',
      '<!--',
      '<style>',
      '&#x',
      '=C',
      '\xFF',
      'Content-Transfer-Encoding: base64\n',
      'Content-Type: text/html\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        expect(typeof parseMail(bytes(pieces.join(''), 'latin1')).body).toBe('string');
      }),
    );
  });

  it.each([
    ['unclosed comments', `Content-Type: text/html\n\n${'<!--'.repeat(200_000)}`],
    ['unclosed styles', `Content-Type: text/html\n\n${'<style>'.repeat(200_000)}`],
    ['encoded word starts', `Subject: ${'=?a?q?'.repeat(100_000)}\n\nx`],
    ['folded lines', `Subject: a\n${' b\n'.repeat(300_000)}\nx`],
    ['soft line breaks', `Content-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(400_000)}`],
  ])('reads a megabyte of %s in a second', (_, mail) => {
    const startedMs = performance.now();
    parseMail(bytes(mail));
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });
});

describe('textOfHtml', () => {
  it.each([
    ['V<b></b>ia<!-- x -->gra', 'Viagra'],
    ['a<td>b', 'a\nb'],
    ['<style>p{}</style>x<SCRIPT>y</SCRIPT >z', 'x\nz'.replace('x\n', 'x\n')],
    ['1 < 2 & 3', '1 < 2 & 3'],
    ['&lt;b&gt; &#65;&#x42; &eacute; &copy', '<b> AB &eacute; ©'],
    ['<!--#x>shown', 'shown'],
    ['<a href="http://x">here', 'here'],
    ['unclosed <b', 'unclosed '],
  ])('%s', (html, text) => expect(textOfHtml(html).replace(/\n+/g, '\n').replace(/^\n/, '')).toBe(text));

  it.each(['&#0;', '&#xD800;', '&#99999999;'])('makes no broken character of %s', (entity) => {
    expect(decodeEntities(entity)).toBe(' ');
  });
});

describe('decodeBytes and quotedPrintable', () => {
  it.each([
    [[0xc3, 0xa9], undefined, 'é'],
    [[0xe9], undefined, 'é'],
    [[0xe9], 'us-ascii', 'é'],
    [[0xa4, 0xa4], 'big5', '中'],
    [[0x61], 'x'.repeat(1000), 'a'],
  ])('%j as %s', (data, label, text) => expect(decodeBytes(Uint8Array.from(data), label)).toBe(text));

  it.each([
    ['a=\r\nb', 'ab'],
    ['=ZZ=4', '=ZZ=4'],
    ['=e9', '\xE9'],
  ])('%j', (data, text) => expect(quotedPrintable(data)).toBe(text));
});

describe('cleaning', () => {
  it.each([
    ['[ILUG] Re: disks', 'Re: disks'],
    ['no tag', 'no tag'],
  ])('subject %s', (subject, cleaned) => expect(cleanSubject(subject).trim()).toBe(cleaned));

  const footer = `${'_'.repeat(47)}\nSpamassassin-talk mailing list\nSome@lists.example\nhttps://lists.example/listinfo/x`;
  it.each([
    ['a Mailman footer', `hello\n${footer}`, 'hello'],
    ['a feed head', 'URL: http://a.example/\nDate: Not supplied\n\nnews', 'news'],
    ['addresses', 'write to me@a.example or http://b.example/c now', 'write to or now'],
    ['dates and years', 'On Thu, Aug 22, 2002 at 07:36:16 he said 150 in 1999', 'On at he said 150 in'],
    ['the makers’ words', 'dear zzzz at netnoteinc.com', 'dear at'],
    ['a rule that is no footer', `${'_'.repeat(47)}\nbuy now`, `${'_'.repeat(47)} buy now`],
  ])('%s', (_, body, cleaned) => {
    expect(
      cleanBody(body)
        .replace(/[\s,]+/g, ' ')
        .trim(),
    ).toBe(cleaned);
  });
});
