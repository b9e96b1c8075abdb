/* Letters of hosts that look like Latin ones: those of masthead/syntax/confusable_letters.py that a host can have. Each is
   written as how many others are between it and the one before, to the base 36. `python -m tools.look_alikes` writes this. */
function letters(gaps) {
  let point = -1;
  return gaps.split(/[ a-z]/).map((gap) => String.fromCodePoint(point += 1 + parseInt(gap || 0, 36)));
}

/* Those of Latin, Greek, Cyrillic and Armenian, which every page with a look-up loads. */
export const LOOKS = /* @__PURE__ */ letters('67 6 9 7 5 I L 9 G G J T 7 4 16 1  10 29 P  E 1 5  4 4 F 6 3 F 7L   1 1 1  2 1 1 1   3 Z 5 4 1J 2 1 4 1 1      1 2 3 8  1 8 J 1L B 1 H 1D P 1 1V 1 2 9 4 2 3  3  1 ');

/* All of them, each with the letter that it is taken for, which is behind its gap. */
export function takenFor() {
  const coded = '1Col4Tb6a9d7o5pIdLh9iGlGeJtTb7g4f16s1pl10g29jPaaEg1y5ii4w4nFf6u3yFl7Laby1e1n1ik2v1o1p1otu3wZo5j4p1Ja2r1e4k1m1onpcty1x2w3b8si1j8wJv1LyBh1eHl1DdPq1w1Vw1q2q9h4j2n3nu3gi1foG4loy6f1bAt2No1PIyLs1oIOdrt2i3yaje6w3m3h1y2g1hzBb2r1ws3vs3lc2p3kdBgb1MvSuWp1d2bQjSl46x1Mhx9r13b4fGaOdBd5m6b5Bx9lEl4km3WxKHoJ3xEcAo1oAu3vwz3r2Kg8y7Kf2Py2NGzOr7z5iBo3p1c3yJwHp2LzAveGl4l4oq7xNLEbpddt1gk1jc1zf1mnlsr2vh2wxy1a1e1louMt23bNl6s2Ce3Fi3LzLv29s27lFn7f5u2Iw3lMRe2f7o9rr5u3u7y9aH7Hb3ef2l5x1o2pst8abc2f5o4mty1xQh1Dbc6l5o1m3t1x4b7JoGcAs4HoBuGz6l4n2o1k2c1v7flxSEl5oKMx3o7vymSl3Nx1WoT8o15Tv3w3wwC0vsfiy3oEou3yDBz1nFOAr58sIoTAv1tBlHlCr4s5a1uy';
  const taken = coded.match(/[a-z]/g);
  return new Map(letters(coded.slice(0, -1)).map((letter, at) => [letter, taken[at]]));
}
