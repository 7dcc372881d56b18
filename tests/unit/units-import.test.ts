import { expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { shortNameFrom, unitKindFrom } from '#lib/domain/unit-words.ts'
import { parentsFirst } from '#lib/domain/units-import.ts'
import { parseUnits } from '#lib/server/ingest/units.ts'

const existing = [
  { code: 'LC', parentCode: null },
  { code: 'MT', parentCode: 'LC' },
  { code: 'MT-01', parentCode: 'MT' },
]

const head = 'Mã;Tên;Tên ngắn;Loại;Mã đơn vị cấp trên;Số đoàn viên'

async function read(...lines: string[]) {
  const bytes = Buffer.from([head, ...lines].join('\r\n'))
  return (await parseUnits({ name: 'don-vi.csv', bytes }, { existing })).rows
}

async function errorsOf(...lines: string[]) {
  return (await read(...lines)).flatMap((one) =>
    one.ok ? [] : one.errors.map(({ code, column, value }) => [one.row, code, column, value]),
  )
}

test('units are read in any order, parents taken from the file or from what is there', async () => {
  const rows = await read(
    'TD-01;Công đoàn cơ sở Trường Tiểu học Bình Lư;;CĐCS;td;1.245',
    'TD;Liên đoàn Lao động huyện Tam Đường;Tam Đường;Công đoàn cấp trên trực tiếp cơ sở;LC;',
    'mt;Liên đoàn Lao động huyện Mường Tè;;;LC;2 310',
  )
  expect(rows).toEqual([
    {
      row: 2,
      ok: true,
      unit: {
        code: 'TD-01',
        name: 'Công đoàn cơ sở Trường Tiểu học Bình Lư',
        shortName: 'CĐCS TH Bình Lư',
        kind: 'grassroots_union',
        parentCode: 'td',
        memberCount: 1245,
        exists: false,
      },
    },
    {
      row: 3,
      ok: true,
      unit: {
        code: 'TD',
        name: 'Liên đoàn Lao động huyện Tam Đường',
        shortName: 'Tam Đường',
        kind: 'upper_union',
        parentCode: 'LC',
        memberCount: 0,
        exists: false,
      },
    },
    {
      row: 4,
      ok: true,
      unit: {
        code: 'MT',
        name: 'Liên đoàn Lao động huyện Mường Tè',
        shortName: 'Mường Tè',
        kind: 'upper_union',
        parentCode: 'LC',
        memberCount: 2310,
        exists: true,
      },
    },
  ])
  expect(parentsFirst(rows).map(({ code }) => code)).toEqual(['TD', 'TD-01', 'MT'])
})

test('a workbook with English headers reads the same', async () => {
  const bytes = await writeXlsx([
    ['Code', 'Name', 'Short name', 'Kind', 'Parent code', 'Members'],
    ['0012', 'Ban Tuyên giáo - Nữ công', 'Tuyên giáo', 'department', 'LC', 12],
  ]).toBuffer()
  expect((await parseUnits({ name: 'units.xlsx', bytes }, { existing })).rows).toMatchObject([
    { row: 2, ok: true, unit: { code: '0012', kind: 'department', memberCount: 12, parentCode: 'LC' } },
  ])
})

test('each bad row says which cell is wrong', async () => {
  expect(
    await errorsOf(
      ';Không mã;;CĐCS;LC;1',
      'A;;;CĐCS;LC;1',
      'B;Công đoàn B;Một cái tên ngắn rất dài;CĐCS;LC;1',
      'C;Công đoàn C;;hội;LC;1',
      'D;Nhà máy D;;;LC;1',
      'E;Công đoàn E;;CĐCS;;1',
      'F;Công đoàn F;;CĐCS;XX;1',
      'G;Công đoàn G;;CĐCS;LC;khoảng 50',
      'H;Công đoàn H;;CĐCS;LC;1',
      'h;Công đoàn H lần nữa;;CĐCS;LC;1',
    ),
  ).toEqual([
    [2, 'code_missing', 'code', ''],
    [3, 'name_missing', 'name', ''],
    [4, 'short_name_too_long', 'shortName', 'Một cái tên ngắn rất dài'],
    [5, 'kind_unknown', 'kind', 'hội'],
    [6, 'kind_missing', 'kind', ''],
    [7, 'parent_missing', 'parentCode', ''],
    [8, 'parent_unknown', 'parentCode', 'XX'],
    [9, 'bad_number', 'members', 'khoảng 50'],
    [11, 'code_repeated', 'code', 'h'],
  ])
})

test('units below themselves are refused, also by way of units already there', async () => {
  expect(
    await errorsOf(
      'A;Công đoàn A;;CĐCS;B;1',
      'B;Công đoàn B;;CĐCS;A;1',
      'C;Công đoàn C;;CĐCS;C;1',
      'MT;LĐLĐ huyện Mường Tè;;;MT-01;1',
    ),
  ).toEqual([
    [2, 'loop', 'parentCode', 'B'],
    [3, 'loop', 'parentCode', 'A'],
    [4, 'loop', 'parentCode', 'C'],
    [5, 'loop', 'parentCode', 'MT-01'],
  ])
})

test('what stands below a bad unit is held back with it', async () => {
  expect(
    await errorsOf(
      'A-1-1;Công đoàn A-1-1;;CĐCS;A-1;1',
      'A-1;Công đoàn A-1;;CĐCS;A;1',
      'A;;;upper_union;LC;1',
      'MT;;;;LC;1',
      'MT-02;Công đoàn MT-02;;CĐCS;MT;1',
    ),
  ).toEqual([
    [2, 'parent_is_bad', 'parentCode', 'A-1'],
    [3, 'parent_is_bad', 'parentCode', 'A'],
    [4, 'name_missing', 'name', ''],
    [5, 'name_missing', 'name', ''],
    [5, 'kind_missing', 'kind', ''],
  ])
})

test('a file without codes or names is refused with what was found', async () => {
  const bytes = Buffer.from('STT,Ghi chú\n1,x')
  await expect(parseUnits({ name: 'x.csv', bytes }, { existing })).rejects.toMatchObject({
    code: 'import_columns_missing',
    data: { missing: [['Mã'], ['Tên']], found: ['STT', 'Ghi chú'] },
  })
})

test('kinds are known by their words and by the names of units', () => {
  for (const [words, kind] of [
    ['federation', 'federation'],
    ['Liên đoàn Lao động tỉnh Lai Châu', 'federation'],
    ['LĐLĐ thành phố Lai Châu', 'upper_union'],
    ['upper_union', 'upper_union'],
    ['Công đoàn Viên chức tỉnh', 'upper_union'],
    ['Công đoàn ngành Giáo dục', 'upper_union'],
    ['grassroots_union', 'grassroots_union'],
    ['Công đoàn cơ sở', 'grassroots_union'],
    ['Ban Tổ chức', 'department'],
    ['Văn phòng', 'department'],
    ['Tổng Liên đoàn Lao động Việt Nam', 'confederation'],
    ['Hội đồng', null],
  ] as const) {
    expect(unitKindFrom(words), words).toBe(kind)
  }
})

test('a short name always fits', () => {
  for (const [name, short] of [
    ['Liên đoàn Lao động tỉnh Lai Châu', 'Lai Châu'],
    ['Liên đoàn Lao động thành phố Lai Châu', 'TP Lai Châu'],
    ['Liên đoàn Lao động huyện Sìn Hồ', 'Sìn Hồ'],
    ['Công đoàn ngành Y tế', 'CĐ ngành Y tế'],
    ['Ban Chính sách - Pháp luật và Quan hệ lao động', 'Chính sách'],
    ['Supercalifragilisticexpialidocious', 'Supercalifragili'],
  ] as const) {
    expect(shortNameFrom(name), name).toBe(short)
  }
})
