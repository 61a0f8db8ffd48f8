const BLOCK = 16_384

/** Puts small pieces together into blocks, as each piece costs a turn of every stream that it passes. */
export const inBlocks = async function* (
  pieces: Iterable<string> | AsyncIterable<string>
): AsyncGenerator<string> {
  let block = ""
  for await (const piece of pieces) {
    block += piece
    if (block.length < BLOCK) continue
    yield block
    block = ""
  }
  if (block) yield block
}
