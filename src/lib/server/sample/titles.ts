import type { Chance } from './chance.ts'

const deeds = [
  'Trao quà đoàn viên khó khăn',
  'Tư vấn pháp luật lưu động cho công nhân',
  'Giải bóng chuyền công nhân viên chức',
  'Khám sức khoẻ miễn phí cho nữ đoàn viên',
  'Bữa cơm công đoàn',
  'Ra mắt Tổ tự quản khu nhà trọ',
  'Thăm gia đình công nhân bị tai nạn lao động',
  'Toạ đàm an toàn vệ sinh lao động',
  'Khởi công nhà Mái ấm công đoàn',
  'Gương người lao động giỏi, sáng tạo',
  'Hội thi kỹ năng cán bộ công đoàn',
  'Lớp xoá mù chữ cho lao động tự do',
  'Đối thoại giữa lãnh đạo huyện và người lao động',
  'Phát động thi đua một triệu sáng kiến',
]

const openings = ['', '', '', 'Ghi nhận: ', 'Nhìn lại: ', 'Từ cơ sở: ']

/** A title as a unit's officer would write it; every screen names the unit beside it. */
export function title(chance: Chance): string {
  const deed = chance.pick(deeds)
  const opening = chance.pick(openings)
  return opening ? opening + deed.charAt(0).toLowerCase() + deed.slice(1) : deed
}
