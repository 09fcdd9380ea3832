import type { Place } from '../../base/issue.ts';
import type { Text } from '../types.ts';

/**
 * Where a position of a text stands in its file: exactly in a literal block and on the first line of other scalars
 * without escapes, else where the text begins.
 */
export function placeWithin(text: Text, offset: number): Place {
  const before = text.value.slice(0, offset);
  const lineFeeds = before.split('\n').length - 1;
  const column = offset - (before.lastIndexOf('\n') + 1);
  const { file } = text.place;
  if (text.block) return { file, line: text.block.line + lineFeeds, column: text.block.column + column };
  if (lineFeeds > 0) return text.place;
  return { ...text.place, column: text.place.column + column };
}
