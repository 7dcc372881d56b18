export const campaigns = {
  title: 'Chiến dịch',
  create: 'Tạo chiến dịch',
  none: 'Chưa có chiến dịch nào',
  what: 'Một chiến dịch là một đợt mọi đơn vị cùng nói về một chủ đề.',
  useTemplate: 'Dùng mẫu năm trước',
  loadSample: 'Nạp dữ liệu mẫu',
}
