import { formatNumber } from '../../format.ts'

const n = (count: number) => formatNumber(count, 'vi')

/** The dialog that gives coverages to units. */
export const assigning = {
  coverages: 'Hạng mục',
  newCoverage: 'Hạng mục mới',
  chooseCoverage: 'Chọn hạng mục đã có',
  coverageMissing: 'Chưa chọn hạng mục. Chọn ít nhất một, hoặc thêm hạng mục mới.',
  title: 'Tên hạng mục',
  titleExample: 'Tin lễ phát động',
  titleMissing: 'Chưa có tên. Viết ngắn để đơn vị biết phải đăng gì.',
  event: 'Sự kiện hoặc chủ đề',
  ownDue: 'Hạn riêng',
  ownDueHint: 'Để trống thì theo hạn của hạng mục.',
  units: 'Đơn vị',
  findUnit: 'Tìm đơn vị',
  noUnitFound: 'Không có đơn vị nào khớp. Thử từ khác.',
  unitsMissing: 'Chưa chọn đơn vị. Chọn ít nhất một.',
  moreUnits: (count: number) => `Còn ${n(count)} đơn vị nữa, gõ tên để tìm.`,
  hasIt: 'đã giao',
  hasSome: (some: number, all: number) => `đã giao ${n(some)}/${n(all)}`,
  give: (count: number) => (count === 0 ? 'Giao việc' : `Giao cho ${n(count)} đơn vị`),
  ask: (units: number, work: number) =>
    `Sẽ giao ${n(work)} việc cho ${n(units)} đơn vị, ai cũng nhận thông báo ngay. Giao chứ?`,
  yes: (count: number) => `Đúng, giao cho ${n(count)} đơn vị`,
  kept: 'Chưa có mạng. Việc giao được giữ trên máy này và gửi một lần khi nối lại; có thể đóng cửa sổ này.',
  done: (count: number) => `Đã giao cho ${n(count)} đơn vị`,
}
