import type { TextEdit } from './text.ts';

/** A stretch of a file, in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** The value of an argument. */
export interface Value extends Span {
  /** The expression as it is written; in JSON syntax, what its string holds. */
  text: string;
  /** Its text when it is a string without any template. */
  literal: string | undefined;
  /** Of an object that is written out. */
  members(): { key: string; value: Value }[];
}

/** An argument or a block that can be taken out. */
export interface Item extends Span {
  /** What makes Terraform no longer see it, with every line at its place. */
  removal: TextEdit[];
}

export interface Attribute extends Item {
  name: string;
  value: Value;
}

export interface Block extends Span {
  labels: string[];
  body: Body;
}

/** An argument to put in, in the text of either syntax. */
export interface NewAttribute {
  name: string;
  hcl: string;
  json: string;
}

/** The content of a file or a block, in either syntax. */
export interface Body {
  attributes(): Attribute[];
  /** In JSON syntax only the number of labels tells a block from its labels. */
  blocks(type: string, labels: number): Block[];
  /** Every block, whatever its type; none in JSON syntax, where nothing tells a block from an object. */
  allBlocks(): { type: string; block: Block }[];
  /** Everything under a name, argument or block. */
  items(name: string): Item[];
  /** Puts arguments in at the start of a block's body; not for the body of a file. */
  insertion(attributes: NewAttribute[]): TextEdit[];
}

export function attributeOf(body: Body, name: string): Attribute | undefined {
  return body.attributes().find((attribute) => attribute.name === name);
}
