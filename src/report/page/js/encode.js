// Text back into the bytes of a file, in the encoding that it was read in. `null`: the encoding has no bytes for it.
function encode(file, text) {
  const bom = file.bom ? "\uFEFF" : "";
  switch (file.encoding) {
    case "UTF-8": return new TextEncoder().encode(bom + text);
    case "UTF-16LE": return utf16(bom + text, true);
    case "UTF-16BE": return utf16(bom + text, false);
    default: return legacy(text, file.encoding);
  }
}

function utf16(text, little) {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), little);
  return new Uint8Array(view.buffer);
}

// Browsers encode UTF-8 only, but they decode the others: each sequence is decoded once, and read backwards.
function legacy(text, encoding) {
  const bytesOf = legacy[encoding] || (legacy[encoding] = backwards(encoding));
  const bytes = [];
  for (const character of text) {
    const code = character.codePointAt(0);
    const sequence = code < 0x80 ? [code] : bytesOf.get(character) || (encoding === "gb18030" && code > 0xFFFF && fourBytes(code - 0x10000 + 189000));
    if (!sequence) return null;
    bytes.push(...sequence);
  }
  return new Uint8Array(bytes);
}

function backwards(encoding) {
  const decoder = new TextDecoder(encoding);
  const map = new Map();
  const add = (sequence) => {
    const text = decoder.decode(new Uint8Array(sequence));
    if ([...text].length === 1 && text !== "\uFFFD" && !map.has(text)) map.set(text, sequence);
  };
  if (encoding !== "gb18030") {
    for (let byte = 0x80; byte < 0x100; byte += 1) add([byte]);
    return map;
  }
  for (let first = 0x81; first < 0xFF; first += 1) {
    for (let second = 0x40; second < 0xFF; second += 1) add([first, second]);
  }
  for (let pointer = 0; pointer < 39420; pointer += 1) add(fourBytes(pointer));
  return map;
}

// The four bytes of a pointer into the ranges of GB 18030.
function fourBytes(pointer) {
  return [
    0x81 + Math.floor(pointer / 12600), 0x30 + Math.floor(pointer / 1260) % 10,
    0x81 + Math.floor(pointer / 10) % 126, 0x30 + pointer % 10,
  ];
}
