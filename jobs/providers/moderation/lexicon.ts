// Terms of the local moderator by category and score, as hashes: no such word stands in this repository.
// To add one: termHash(normalisedWords("the term")) of normalise-text.ts, into the score it should have on its own.

export type LexiconCategory =
  | "sexual"
  | "sexual/minors"
  | "violence"
  | "hate"
  | "self-harm"
  | "harassment"
  /** Says that a child is spoken of: harmless alone, never beside anything sexual. */
  | "minor";

/** Longest term, in words. */
export const TERM_MAX_WORDS = 4;

export const LEXICON: Readonly<Record<LexiconCategory, readonly { readonly score: number; readonly terms: string }[]>> =
  {
    sexual: [
      {
        score: 0.95,
        terms:
          "0d1709cc9c8e 1355b852e23e 1703346aa5f8 1b73db2a1d26 24b6b27909d0 29a24237a5eb 2a3fb83869ad 2d711642b726 34b14e32823e 4dc9418555a2 5128e66e2aa1 543870f79a8d 575054b8664f 5da25812b613 63fb1a530c1c 665cb762e3bc 6c7dd80b5bd4 707165e9984b 74305616b2bc 76f036222462 796e43a5a8cd 7be50c758efd 82d243e857f7 8673c8bfb68d 8b43db9fdadb 8c5c04391361 935117c78569 98d3d0a8a67a 9c4bd22c0ee2 9cbedd8230a0 a014f57ac67b a323cffad05b a50e2008372d ab8e6bcebcea ac3ce4bc0540 ad505b0be8a4 b7b666558e5f be80bd0bca12 c116429ec284 c4c3f44c9d7d d59e8510efe8 d6f6da05b7ba dcb50ee3659f e273db21d19e ebec03d80c0d eff26b18165e f886def10e0d f8d3792fa4c6 f8e4fb97fe88 fac412314f9e",
      },
      {
        score: 0.75,
        terms:
          "0327492b74a4 0bd4ab34df39 0c67b2c1fcfb 102626eace2d 1458a31bc00a 1c9bcb620c84 1f575f92833f 2c84e0563bb7 3bc2364db32b 406d823ee7e7 4154ab87b340 489a84553741 56664ee3644a 594810adcbee 6ccffa4977d4 7dd7fe99a51b 89133bc00e9b 9543098f1704 96740c504baa 9e5aa74e5903 a2f717cbbed7 a36860651495 ac201f7b75f5 b1c1404bbce7 b501a93e0ac7 c2c3b68b4883 c41d7c0d73ac c6603565c515 cbbd0f71af28 d92f4cf1e2d7 da59901f2d8a deef980036ad e4c0a55af718 e99d55248f67",
      },
      {
        score: 0.55,
        terms:
          "22082517effc 2c6906691695 38136d6e3438 4903bac35e7d 7710e1b184cb 77696c7a64e9 782f0374bbaa 8b272f292b3a 9121ba4702d9 98d44e13f455 ab0f899d2761 b3f56c5fc457 c183fffb6c55 cbbb2b649498 cc0f1cc3e670 d5a2dae501a6 e3bbc3d20b8c e683679358a5 f4bf9f7fcbed f66c5f9e5da3 f9b0db33ee27 fca9ccaadeda",
      },
      {
        score: 0.35,
        terms:
          "010c46db1498 08c4242b5f58 15f66cbf01c2 194189b0b251 431e876d148b 51b049dd0a53 60c1b57cf06e 6673191fba60 6b01e8db345c 70cf40dedda0 7bbb51d2f7c2 7f5a9ba14cb8 80fbecef8967 8f684d401d2b 960a6cc61f3b 9d17049fe493 beeb9625e081 c8e37b009bd6 cb1ae4e1b054 cef37b0da7cc ea6501789420 eded2fee801a fb29008a99f4",
      },
      {
        score: 0.12,
        terms:
          "07213e81d015 104614612766 175ec7d0a19a 430dfdde6f98 6e04766ddd48 8a1c4dba781a b9f54fabff13 d630cbea21ff d6c0822cf8ac d937a9f37df4",
      },
    ],
    "sexual/minors": [
      {
        score: 0.97,
        terms:
          "0b67579a10e1 0ca50e9a5e1f 14fd82f9714b 45762556404b 679d8680b84f 82e695c9e75f 846bb38437b7 869cc28dd25d 8dccea521790 98373f3deb23 99ec68fed53d a8d8ed072e30 aed73de8b9a2 b5cbb31bb0df b95fdb800957 c164a49dc160 ebd738a2de92",
      },
    ],
    minor: [
      {
        score: 1,
        terms:
          "01e7f3a29bf0 04e1806d462e 072cfe5cb953 07c899d2118a 09b14398f807 0fe8dd0b0b7b 10910087de24 183275732b38 345e24682c0e 58316036ba90 5c60fe0d4929 5c77d7fd8f51 60724838473c 9bfae735d69d 9f759bf33397 a5c299e2fdd2 c0d86b61decf c81409883fde cabd786ac52d cbfca7e53264 ceb05e611186 cf63667bb5a5 ddc9e6691942 e44b22946493 e4e6abc3a4f1 ef73ed4c277e",
      },
    ],
    hate: [
      {
        score: 0.85,
        terms:
          "038c9ccdd226 03bfb9c0dec8 1053e09ba04f 5639e067a625 63576f57bd3f 6ae177803581 8f5083e3e5c7 92f83e06c5f5 98b52c4b6b7d 994f281bd971 9e6cfc6f1cc5 a7ff597618e1 c3de533e9b7f cc02032349c8 e8ce34e7eab8 eef3bd091670 f9d0d9b18ae9",
      },
      { score: 0.4, terms: "158869a97379 2a6937d721b1 41e59cfd29a4 5a9f0a1e29ac d9a98f3274e9" },
    ],
    harassment: [
      {
        score: 0.75,
        terms:
          "06731ebbfefe 09f93d1cc70a 1b0f93c2886c 2076584e3f08 24fff59e3583 47440e22b67b 5e17e8376eb1 6eaca1f103c5 7129a86e49f7 9dc1ee9bc248 bcd254e90e97 e0a1e5e492b0 f0b07e30ed39",
      },
      {
        score: 0.4,
        terms:
          "110c6c5a86fa 3e227de12776 408d283206f4 4240fc98c995 454e1e31e05b 45651f2cb0f1 48fab7a56479 4c904fa9c3d9 8a91ce1ffd39 afc41e6fff00 bcd42fa25f4d cb6e53541e37 d560eaad9dc7 d75a838dc758 e026b556f630 e221027a3e47 e512a0558344",
      },
    ],
    violence: [
      {
        score: 0.8,
        terms:
          "25ab231347de 2712531ab1c4 2e13e95c15dc 47535f99c432 47e62966b24c 6831dd85eba4 702c3a0814ee 775e66b43e78 972aaf0d14e0 983dc70b50fa a1be5a790a22 abe0cdbfd55d b475efdb4950 b627f69d59bb bb23042676ab bc10b8a70c32 d17ef52107f0 f9e12bf47b1a",
      },
      {
        score: 0.4,
        terms:
          "27a6393a2d56 38957889aecd 4311148c16ae 6c1ff7eccfdb 712ffd42f5d2 7a4e019df4b0 7e125295e082 8162954eecd9 917c9f1ce3fb a402c4336ebf b454704e92f7 b652ea885f7a d66c3f4880f6 e42aa6d4fad4",
      },
      {
        score: 0.08,
        terms:
          "0fa7438d6603 23b6a8f399dd 2bda9b4dfbab 3b02a908fd57 3e8e40c0af5f 3eed0f332976 746692549e7f 7469b922b009 8e484aece8ea a00f29548b40 c68fef1abac6 e24990a0e48b",
      },
    ],
    "self-harm": [
      {
        score: 0.9,
        terms:
          "02de45a5ea90 240065926656 2591c43d7fb6 284ba55cbdfa 37cad5203b5c 38012c26a53b 39bdc4a2a589 49a8f91fd4d5 50fd8b2c62dc 63bfb8f81640 645f9b4dec79 69f417e2866e 8feef222ae3d 9adac56f2729 9b96b997e420 ab9468ae3fb7 b4941f8ca92c c037af831f3c cb57b568b287 d088c606189f e56e6395dca8 e6651f3d83a8 f279df16a0dc fecb5a5fec8e",
      },
      {
        score: 0.45,
        terms:
          "06fe039fea7d 321a24cc5445 48a5dae14b50 5e0eb2e72931 9c8c149c13af b22ec97c338d d976d0fc98fc da7ef5429038 e3f086f5f398 f3c1d8ad68f9",
      },
    ],
  };
