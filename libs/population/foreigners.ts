/** Names under which foreign residents are registered, in the letters of a passport's machine-readable zone. Invented. */
export const foreigners: readonly {
  readonly nationality: string;
  readonly weight: number;
  readonly surnames: readonly string[];
  readonly male: readonly string[];
  readonly female: readonly string[];
}[] = [
  { nationality: 'KOR', weight: 30, surnames: ['KIM', 'LEE', 'PARK', 'CHOI', 'JUNG', 'KANG'], male: ['MIN JUN', 'DO YUN', 'JI HO', 'SEUNG WOO'], female: ['SEO YEON', 'JI WOO', 'HA EUN', 'YU JIN'] },
  { nationality: 'CHN', weight: 25, surnames: ['WANG', 'LI', 'ZHANG', 'LIU', 'CHEN', 'YANG'], male: ['WEI', 'HAO', 'JUN JIE', 'MING'], female: ['FANG', 'XIU YING', 'JING', 'MEI LIN'] },
  { nationality: 'TWN', weight: 10, surnames: ['CHEN', 'LIN', 'HUANG', 'CHANG', 'WU'], male: ['CHIA HAO', 'TSUNG HAN', 'CHIH MING'], female: ['SHU FEN', 'YA TING', 'MEI LING'] },
  { nationality: 'JPN', weight: 12, surnames: ['SATO', 'SUZUKI', 'TAKAHASHI', 'TANAKA', 'ITO'], male: ['HIROSHI', 'KENTA', 'DAIKI', 'TAKUMI'], female: ['YUKO', 'MISAKI', 'SAKURA', 'HANA'] },
  { nationality: 'USA', weight: 5, surnames: ['SMITH', 'JOHNSON', 'WILLIAMS', 'BROWN', 'DAVIS'], male: ['JAMES', 'ROBERT', 'MICHAEL', 'DAVID'], female: ['MARY', 'LINDA', 'SARAH', 'EMILY'] },
  { nationality: 'GBR', weight: 3, surnames: ['TAYLOR', 'WILSON', 'EVANS', 'WALKER'], male: ['OLIVER', 'HARRY', 'GEORGE'], female: ['AMELIA', 'GRACE', 'SOPHIE'] },
  { nationality: 'FRA', weight: 4, surnames: ['MARTIN', 'BERNARD', 'DUBOIS', 'MOREAU'], male: ['PIERRE', 'LOUIS', 'JULIEN'], female: ['CAMILLE', 'CLAIRE', 'MANON'] },
  { nationality: 'IND', weight: 4, surnames: ['SHARMA', 'PATEL', 'SINGH', 'KUMAR'], male: ['ARJUN', 'RAHUL', 'VIKRAM'], female: ['PRIYA', 'ANJALI', 'DIVYA'] },
  { nationality: 'LAO', weight: 4, surnames: ['VONGSA', 'PHOMMA', 'SISOUK'], male: ['KHAM', 'SOMPHONE', 'BOUNMY'], female: ['NOY', 'DALA', 'CHANTHA'] },
  { nationality: 'KHM', weight: 3, surnames: ['SOK', 'CHEA', 'KEO', 'SENG'], male: ['DARA', 'VIREAK', 'SOPHEAP'], female: ['SREYMOM', 'CHANTHOU', 'BOPHA'] },
]; // biome-ignore format: a table
