import { describe, expect, it } from 'vitest';
import { html, jsonScript, name, names, trusted } from '../../src/report/html/safe-html.ts';

describe('html', () => {
  it('escapes what it is given, in text and in attributes', () => {
    const evil = `<script>alert("1")</script>' & more`;
    expect(html`<p title="${evil}">${evil}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; &amp; more">' +
        '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39; &amp; more</p>',
    );
  });

  it('takes markup as it is, lists in order, and nothing for null, undefined and false', () => {
    const rows = ['a', 'b<'].map((each) => html`<li>${each}</li>`);
    expect(html`<ul>${rows}${null}${undefined}${false}${0}</ul>`.text).toBe(
      '<ul><li>a</li><li>b&lt;</li>0</ul>',
    );
    expect(html`${trusted('<b>')}`.text).toBe('<b>');
  });

  it('shows a control character as one that cannot be shown', () => {
    expect(html`${'a\u0000b\u001bc\td'}`.text).toBe('a\ufffdb\ufffdc\td');
  });
});

describe('names', () => {
  it('are set apart from the direction of the text around them', () => {
    expect(name('مبيعات <1>').text).toBe('<bdi dir="auto">مبيعات &lt;1&gt;</bdi>');
    expect(names(['a', 'b']).text).toBe('<bdi dir="auto">a</bdi>, <bdi dir="auto">b</bdi>');
  });
});

describe('data for a script', () => {
  it('cannot close its element, and is read back as it was', () => {
    const value = { text: '</script><script>alert(1)</script><!--' };
    const { text } = jsonScript('replay-data', value);
    expect(text.match(/<\/script>/g)).toHaveLength(1);
    const inner = text.replace(/^<script[^>]*>/, '').replace(/<\/script>$/, '');
    expect(inner).not.toContain('<');
    expect(JSON.parse(inner)).toEqual(value);
  });
});
