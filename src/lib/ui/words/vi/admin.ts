import { formatNumber } from '../../format.ts'

/** Words of all three administration screens. */
export const admin = {
  title: 'Quản trị',
  sections: 'Phần quản trị',
  findUnit: 'Lọc danh sách đơn vị',
  chooseUnit: 'Chọn đơn vị',
  anyUnit: 'Mọi đơn vị',
  unit: 'Đơn vị',
  nowItIs: 'Nội dung mới',
  nothingFound: 'Không tìm thấy',
  nothingFoundLead: 'Không có dòng nào khớp. Viết ít chữ hơn hoặc bỏ bớt bộ lọc.',
  showAll: 'Bỏ lọc',
  found: (count: number, all: number) => `${formatNumber(count, 'vi')} trên ${formatNumber(all, 'vi')}`,
  showMore: (count: number) => `Xem thêm ${formatNumber(count, 'vi')} dòng`,
  dropTitle: 'Bỏ những gì vừa gõ?',
  dropLead: 'Nội dung trong khung này chưa được lưu.',
  goOnTyping: 'Gõ tiếp',
  drop: 'Bỏ và đóng',
  gone: 'Không còn ở đây',
  goneLead: 'Nội dung này vừa được chuyển, gộp hoặc xoá. Đóng lại và xem danh sách.',
}
