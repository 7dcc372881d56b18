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

/** A title as a unit's officer would write it. */
export function title(unitName: string, chance: Chance): string {
  const deed = chance.pick(deeds)
  return chance.next() < 0.5 ? `${deed} tại ${unitName}` : `${unitName}: ${deed.toLowerCase()}`
}
