import { foldText } from './fold-text.ts'
import type { UnitKind } from './unit.ts'

/** Beginnings of names and words of a kind column, folded; the first that fits decides. */
const beginnings: [RegExp, UnitKind][] = [
  [/^(?:grassroots|grassroots union|co so|cdcs|cong doan co so|cd co so|nghiep doan)\b/, 'grassroots_union'],
  [/^(?:confederation|tong lien doan|tld)\b/, 'confederation'],
  [/^(?:department|ban|van phong|uy ban kiem tra|phong|don vi truc thuoc)\b/, 'department'],
  [
    /^(?:federation|(?:ldld|lien doan lao dong) (?:cap )?(?:tinh|thanh pho truc thuoc trung uong)|cap tinh)\b/,
    'federation',
  ],
  [
    /^(?:upper|(?:cd |cong doan )?cap tren|(?:ldld|lien doan lao dong) (?:huyen|thanh pho|tp|thi xa|quan)|(?:cd|cong doan) (?:nganh|vien chuc|giao duc|y te|khu cong nghiep|khu kinh te|cac khu|xa|phuong))/,
    'upper_union',
  ],
]

/** The kind a word of a kind column, or else a unit's name, says: "CĐCS", "Công đoàn cơ sở Trường …", "LĐLĐ huyện …". */
export function unitKindFrom(words: string): UnitKind | null {
  const folded = foldText(words).replace(/[_.]/g, ' ').replace(/\s+/g, ' ').trim()
  return beginnings.find(([beginning]) => beginning.test(folded))?.[1] ?? null
}

/** Letters a wall or a phone has room for. */
export const longestShortName = 16

const shorter: [RegExp, string][] = [
  [/Tổng liên đoàn lao động/giu, 'TLĐ'],
  [/Liên đoàn lao động/giu, 'LĐLĐ'],
  [/Công đoàn cơ sở/giu, 'CĐCS'],
  [/Công đoàn/giu, 'CĐ'],
  [/Trường tiểu học/giu, 'TH'],
  [/Trường trung học cơ sở/giu, 'THCS'],
  [/Trường trung học phổ thông/giu, 'THPT'],
  [/Trường mầm non/giu, 'MN'],
  [/Ủy ban nhân dân|Uỷ ban nhân dân/giu, 'UBND'],
  [/Thành phố/giu, 'TP'],
]

/** Beginnings that say no more than the place after them: always left out, and those left out only for room. */
const always = /^(?:LĐLĐ (?:(?:huyện|thị xã|tỉnh) )?|CĐ (?:huyện|thị xã) )(?=.)/iu
const forRoom = /^(?:CĐCS|CĐ(?: ngành)?|Ban) (?=.)/iu

/** A short name out of a long one: "Liên đoàn Lao động huyện Mường Tè" is "Mường Tè". */
export function shortNameFrom(name: string): string {
  const composed = name.normalize('NFC')
  let short = shorter.reduce((text, [long, abbreviation]) => text.replace(long, abbreviation), composed)
  short = short.replace(always, '')
  if (!fits(short)) short = short.replace(forRoom, '')
  if (fits(short)) return short
  let cut = ''
  for (const word of short.split(' ')) {
    if ([...cut, ' ', ...word].length > longestShortName) break
    cut = cut === '' ? word : `${cut} ${word}`
  }
  cut = cut.replace(/[\s,;:–-]+$/u, '')
  return cut === '' ? [...short].slice(0, longestShortName).join('') : cut
}

function fits(text: string): boolean {
  return [...text].length <= longestShortName
}
