const width = 100;

/** A doc comment. Blocks are set apart by an empty line; a block that ends in a line break is kept as it is. */
export function docComment(blocks: string[], indent = ""): string {
  const text = blocks
    .filter((block) => block.trim() !== "")
    .map((block) => (block.endsWith("\n") ? block.trimEnd() : wrap(block)));
  const lines = text.join("\n\n").replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */\n`].join("\n");
}

// Paragraphs of Markdown may be broken anywhere between words; lists and code may not, so they stay as they are.
function wrap(block: string): string {
  const paragraphs = block.trim().split(/\n{2,}/);
  return paragraphs
    .map((paragraph) => (/^\s*([-*|>#`]|\d+\.)/m.test(paragraph) ? paragraph : fill(paragraph)))
    .join("\n\n");
}

function fill(paragraph: string): string {
  const lines = [""];
  for (const word of paragraph.split(/\s+/)) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join("\n");
}
