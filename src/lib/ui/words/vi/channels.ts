import { formatNumber } from '../../format.ts'

const n = (count: number) => formatNumber(count, 'vi')

export const channels = {
  title: 'Kênh',
  search: 'Tìm tên kênh, địa chỉ hoặc đơn vị',
  count: (count: number) => `${n(count)} kênh`,
  name: 'Tên kênh',
  nameExample: 'Công đoàn Mường Tè',
  kind: 'Loại kênh',
  anyKind: 'Mọi loại',
  owner: 'Đơn vị',
  address: 'Địa chỉ',
  addressHint: 'Dán đường dẫn của trang. Bài có link của trang này được ghi cho đơn vị.',
  addressOptional: 'Nếu có trang trên mạng thì dán đường dẫn.',
  recognised: (place: string) => `Nhận ra: ${place}`,
  notRecognised: 'Chưa nhận ra địa chỉ này. Chép lại từ thanh địa chỉ của trang.',
  none: 'không có địa chỉ',
  posts: 'Bài đăng',
  open: 'Mở trang',
  add: 'Thêm kênh',
  added: (name: string) => `Đã thêm kênh ${name}`,
  change: 'Sửa kênh',
  changed: (name: string) => `Đã lưu kênh ${name}`,
  retire: 'Ngừng kênh',
  retireLead: 'Bài đã đăng giữ nguyên. Link mới của kênh này không còn được nhận ra là của đơn vị.',
  retired: (name: string) => `Kênh ${name} đã ngừng`,
  all: 'Danh sách kênh',
  missing: 'Chưa có Fanpage',
  missingLead: (members: number) =>
    `Công đoàn cơ sở từ ${n(members)} đoàn viên trở lên cần có trang Facebook riêng. Các đơn vị dưới đây chưa có.`,
  noneMissing: 'Đơn vị nào cần cũng đã có Fanpage',
  noneMissingLead: (members: number) => `Mọi công đoàn cơ sở từ ${n(members)} đoàn viên đều có trang riêng.`,
  addPage: 'Thêm Fanpage',
  pageOf: (unit: string) => `Fanpage ${unit}`,
  empty: 'Chưa có kênh nào',
  emptyLead: 'Khai báo trang của từng đơn vị để bảng tự nhận ra link bài đăng là của ai.',
}
