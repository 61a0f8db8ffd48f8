declare module "bidi-js" {
  interface EmbeddingLevels {
    /** By code unit; odd levels are read from right to left. */
    levels: Uint8Array
  }
  interface Bidi {
    getEmbeddingLevels: (text: string, direction?: "ltr" | "rtl" | "auto") => EmbeddingLevels
    /** By index of the code unit: the bracket or sign that faces the other way. */
    getMirroredCharactersMap: (text: string, levels: Uint8Array) => Map<number, string>
  }
  const createBidi: () => Bidi
  export default createBidi
}
