/** Own line icons on a 24 x 24 grid; the component paints them as a mask in the text's colour. */
const PATHS = {
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 16V11a6 6 0 0112 0v5l1.5 2h-15zM10 20.5a2.2 2.2 0 004 0',
  bolt: 'M13 3L5 14h6l-1 7 8-11h-6z',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  brush: 'M4 20c4 0 5-2 5-4l-2-2c-2 0-3 2-3 6zM9 16l9.5-11.5a1.6 1.6 0 012.3 2.2L9.8 16.8',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.3 3.3 0 100-6.6 3.3 3.3 0 000 6.6z',
  check: 'M5 12.5l4.5 4.5L19 7',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2',
  close: 'M6 6l12 12M18 6L6 18',
  cloud: 'M7 18.5a4.5 4.5 0 01-.5-9A6 6 0 0118 8.5a5 5 0 01-.5 10z',
  'cloud-off': 'M3 3l18 18M6.5 9.5a4.5 4.5 0 00.5 9h9.5M9.5 5.5A6 6 0 0118 8.5a5 5 0 012.7 8.2',
  coin: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7.5l1.4 2.9 3.1.4-2.3 2.2.6 3.1L12 14.6l-2.8 1.5.6-3.1-2.3-2.2 3.1-.4z',
  drain: 'M4 5h7v6a3 3 0 003 3h1a3 3 0 013 3v3M4 5v4h7M16 20h4',
  drop: 'M12 3.5s6 6.3 6 10.7a6 6 0 01-12 0C6 9.8 12 3.5 12 3.5z',
  edit: 'M5 19l1-4L16 5l3 3L9 18z',
  fan: 'M12 12a2 2 0 100-.1zM12 10c0-5 5-6 6-3s-3 4-4.5 4M14 12c5 0 6 5 3 6s-4-3-4-4.5M12 14c0 5-5 6-6 3s3-4 4.5-4M10 12c-5 0-6-5-3-6s4 3 4 4.5',
  flame: 'M12 3c1 4 5 5.5 5 10.5a5 5 0 01-10 0c0-2 1-3 2-4 .3 1.5 1 2 1.7 2C11 9 10.5 6 12 3z',
  forward: 'M9 5l7 7-7 7',
  globe: 'M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  hall: 'M4 10l8-6 8 6M6 9v10h12V9M10 19v-5h4v5',
  home: 'M4 11l8-7 8 7M6 9.5V20h4.5v-5h3v5H18V9.5',
  key: 'M8 16.5a4 4 0 110-8 4 4 0 010 8zM11.5 11L20 11M17 11v3.5M20 11v3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.1M4 12h.1M4 18h.1',
  locate: 'M12 18.5a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M12 13a1 1 0 100-2 1 1 0 000 2z',
  navigate: 'M12 3l7 18-7-4-7 4z',
  note: 'M6 3.5h9l4 4V20.5H6zM9 11h6M9 15h6',
  phone: 'M6 4h3.5l1.5 4-2 1.5a11 11 0 005.5 5.5l1.5-2 4 1.5V18a2 2 0 01-2 2A15 15 0 014 6a2 2 0 012-2z',
  pin: 'M12 21s7-6.3 7-11.5a7 7 0 10-14 0C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 100-5 2.5 2.5 0 000 5z',
  plus: 'M12 5v14M5 12h14',
  power: 'M12 3v9M7 6a8 8 0 1010 0',
  question: 'M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 114 2c-1 .7-1.5 1.2-1.5 2.3M12 17h.1',
  receipt: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  refresh: 'M20 5v5h-5M4 19v-5h5M19 10a7.5 7.5 0 00-13.5-2M5 14a7.5 7.5 0 0013.5 2',
  shield: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5',
  spark: 'M12 3l2 6.5L20.5 12 14 14l-2 7-2-7-6.5-2L10 9.5z',
  star: 'M12 3.5l2.6 5.6 6 .7-4.5 4.1 1.2 6L12 16.9 6.7 19.9l1.2-6L3.4 9.8l6-.7z',
  sun: 'M12 16a4 4 0 100-8 4 4 0 000 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  tap: 'M4 10h9a5 5 0 015 5v1h-4v-1a1 1 0 00-1-1H4M8 10V6M5.5 6h5M15 20v.5',
  user: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.5a7.5 7.5 0 0115 0',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.5h.1',
  wrench: 'M14.5 6.5a4 4 0 015-1l-2.7 2.7.8 2 2 .8 2-2.2a4 4 0 01-5.4 4.5L9.5 20a2 2 0 01-3-3l6.7-6.7a4 4 0 011.3-3.8z',
} as const

export type IconName = keyof typeof PATHS

/** Which icon stands for what the catalogue calls its own. */
const CATALOGUE: Readonly<Record<string, IconName>> = {
  plumbing: 'tap',
  pipe: 'tap',
  faucet: 'tap',
  drain: 'drain',
  drains: 'drain',
  unclogging: 'drain',
  water: 'drop',
  electric: 'bolt',
  electrical: 'bolt',
  electricity: 'bolt',
  appliance: 'fan',
  appliances: 'fan',
  appliance_cleaning: 'fan',
  air_conditioner: 'fan',
  ac: 'fan',
  gas: 'flame',
  heating: 'flame',
  cleaning: 'spark',
  lock: 'key',
  locks: 'key',
  locksmith: 'key',
  painting: 'brush',
  paint: 'brush',
  furniture: 'box',
  carpentry: 'box',
}

export function catalogueIcon(icon: string, code: string): IconName {
  if (icon in PATHS) return icon as IconName
  return CATALOGUE[icon] ?? CATALOGUE[code] ?? 'wrench'
}

/** The picture as a mask; filled shapes are for stars that are given. */
export function maskOf(name: IconName, isFilled: boolean): string {
  const fill = isFilled ? '#000' : 'none'
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='${fill}' stroke='#000' ` +
    `stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'><path d='${PATHS[name]}'/></svg>`
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
}
