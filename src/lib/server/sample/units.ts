/** A unit of the sample, with the names its channels go by. Nobody here is a real person or page. */
export type SampleUnit = {
  code: string
  name: string
  shortName: string
  members: number
  page?: string
  portal?: string
  youtube?: string
  zalo?: string
}

export type SampleOfficeUnit = SampleUnit & { login: string; officer: string }

export const federation: SampleUnit = {
  code: 'LC',
  name: 'LĐLĐ tỉnh Lai Châu',
  shortName: 'Lai Châu',
  members: 23_400,
  page: 'congdoanlaichau.mau',
  portal: 'congdoanlaichau.example.vn',
  youtube: 'congdoanlaichau-mau',
  zalo: '3104200001',
}

export const upperUnions: SampleOfficeUnit[] = [
  district('LC-TP', 'LĐLĐ thành phố Lai Châu', 'TP Lai Châu', 4120, 'tplaichau', 'Phạm Thu Trang'),
  district('LC-TĐ', 'LĐLĐ huyện Tam Đường', 'Tam Đường', 1980, 'tamduong', 'Lù Văn Tướng'),
  district('LC-PT', 'LĐLĐ huyện Phong Thổ', 'Phong Thổ', 2240, 'phongtho', 'Tẩn Mí Chẻo'),
  district('LC-SH', 'LĐLĐ huyện Sìn Hồ', 'Sìn Hồ', 2310, 'sinho', 'Giàng A Páo'),
  district('LC-NN', 'LĐLĐ huyện Nậm Nhùn', 'Nậm Nhùn', 1320, 'namnhun', 'Lò Thị Bun'),
  district('LC-MT', 'LĐLĐ huyện Mường Tè', 'Mường Tè', 1870, 'muongte', 'Lò Văn Thành'),
  district('LC-TU', 'LĐLĐ huyện Tân Uyên', 'Tân Uyên', 2060, 'tanuyen', 'Hà Thị Mai'),
  district('LC-TH', 'LĐLĐ huyện Than Uyên', 'Than Uyên', 2480, 'thanuyen', 'Hoàng Văn Dũng'),
  district('LC-GD', 'CĐ ngành Giáo dục', 'Ngành Giáo dục', 2950, 'giaoduc', 'Đỗ Thị Lan Anh'),
  district('LC-YT', 'CĐ ngành Y tế', 'Ngành Y tế', 1640, 'yte', 'Bùi Đức Thịnh'),
  district('LC-VC', 'CĐ Viên chức tỉnh', 'Viên chức tỉnh', 2010, 'vienchuc', 'Ngô Quang Huy'),
]

export const departments: SampleOfficeUnit[] = [
  department('LC-B1', 'Ban Tuyên giáo – Nữ công', 'Ban Tuyên giáo', 'bantuyengiao', 'Mai Phương Thảo'),
  department('LC-B2', 'Ban Chính sách – Pháp luật', 'Ban Chính sách', 'banchinhsach', 'Lê Hữu Nghĩa'),
  department('LC-B3', 'Ban Tổ chức – Kiểm tra', 'Ban Tổ chức', 'bantochuc', 'Vũ Hồng Nhung'),
]

let grown = 0

/** Some of 20 members or more have no page of their own: the board shows who. */
export const grassroots: (SampleUnit & { under: string })[] = [
  school('LC-TP', 'THPT chuyên Lê Quý Đôn', 'Lê Quý Đôn', 78, 'cdcs.lequydon.mau'),
  school('LC-TP', 'Tiểu học Kim Đồng', 'TH Kim Đồng', 41, 'cdcs.kimdong.mau'),
  school('LC-TĐ', 'THPT Bình Lư', 'THPT Bình Lư', 46),
  school('LC-PT', 'THPT Mường So', 'THPT Mường So', 44, 'cdcs.muongso.mau'),
  school('LC-PT', 'PTDTBT Dào San', 'Dào San', 38),
  school('LC-SH', 'THCS Tả Ngảo', 'THCS Tả Ngảo', 19),
  school('LC-SH', 'PTDTNT Sìn Hồ', 'PTDTNT Sìn Hồ', 35),
  school('LC-NN', 'THPT Nậm Nhùn', 'THPT Nậm Nhùn', 33),
  school('LC-MT', 'THPT Mường Tè', 'THPT Mường Tè', 52, 'cdcs.thptmuongte.mau'),
  school('LC-MT', 'PTDTBT Ka Lăng', 'Ka Lăng', 27),
  school('LC-TU', 'THPT Tân Uyên', 'THPT Tân Uyên', 57),
  school('LC-TH', 'THPT Than Uyên', 'THPT Than Uyên', 63, 'cdcs.thptthanuyen.mau'),
  office('LC-YT', 'Bệnh viện Đa khoa tỉnh', 'BVĐK tỉnh', 412, 'cdcs.bvdklaichau.mau'),
  office('LC-YT', 'Trung tâm Y tế Mường Tè', 'TTYT Mường Tè', 96),
  office('LC-VC', 'Sở Nông nghiệp và Môi trường', 'Sở NN&MT', 188),
  office('LC-VC', 'Đài Phát thanh – Truyền hình tỉnh', 'Đài PT-TH', 84, 'cdcs.daipttlaichau.mau'),
]

function district(
  code: string,
  name: string,
  shortName: string,
  members: number,
  login: string,
  officer: string,
): SampleOfficeUnit {
  return { code, name, shortName, members, login, officer, page: `congdoan${login}.mau`, zalo: zaloOf(code) }
}

function department(
  code: string,
  name: string,
  shortName: string,
  login: string,
  officer: string,
): SampleOfficeUnit {
  return { code, name, shortName, members: 9, login, officer }
}

function school(under: string, name: string, shortName: string, members: number, page?: string) {
  return { ...office(under, name, shortName, members, page), name: `CĐCS Trường ${name}` }
}

function office(under: string, name: string, shortName: string, members: number, page?: string) {
  grown += 1
  const code = `${under}-${String(grown).padStart(2, '0')}`
  return { code, name: `CĐCS ${name}`, shortName, members, under, ...(page && { page }) }
}

/** A number of its own for every official account. */
function zaloOf(code: string): string {
  return `31042${[...code].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100_000}`.padEnd(
    10,
    '7',
  )
}
