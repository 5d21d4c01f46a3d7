/**
 * Numbers from 0 to below 1 that look random and are the same for the same seed: xorshift with 32 bits (G. Marsaglia,
 * "Xorshift RNGs", 2003). Good enough to shuffle with, not to keep a secret.
 */
export function randomOf(seed: number): () => number {
  // Never 0, where the series would stay; spread, so that neighbouring seeds have nothing in common.
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
