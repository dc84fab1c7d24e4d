import { catalogueOf, registerWords } from '../../../platform/words.ts'

const pair = (zh: string, en: string) => ({ zh, en })

registerWords(
  'registry',
  catalogueOf({
    'registry.field.name': pair('名称', 'Name'),
    'registry.field.nameAsWritten': pair('公文中的写法', 'As written in documents'),
    'registry.field.address': pair('地址', 'Address'),
    'registry.field.officeAddress': pair('办公地址', 'Office address'),
    'registry.field.industry': pair('行业', 'Industry'),
    'registry.field.industryCode': pair('行业代码', 'Industry code'),
    'registry.field.businessScope': pair('经营范围', 'Business scope'),
    'registry.field.ownership': pair('企业性质', 'Ownership'),
    'registry.field.founded': pair('成立日期', 'Founded'),
    'registry.field.registeredCapital': pair('注册资本', 'Registered capital'),
    'registry.part.registry.identifier': pair('标识', 'Identifier'),
    'registry.part.registry.former_name': pair('曾用名', 'Former name'),
    'registry.part.registry.fact': pair('登记事实', 'Fact'),
    'registry.part.registry.product': pair('产品', 'Product'),
    'registry.part.registry.figure': pair('数据', 'Figure'),
    'registry.part.registry.title': pair('称号', 'Title'),
    'registry.part.registry.tag': pair('标签', 'Tag'),
    'registry.part.registry.ownership': pair('权属关系', 'Ownership'),
    'registry.part.registry.site': pair('场所', 'Site'),
    'registry.part.network.supply_link': pair('供应关系', 'Supply relation'),
    'registry.part.chains.node_placement': pair('图谱节点', 'Chain node'),
    'registry.part.access.user_account': pair('用户账号', 'User account'),
    'registry.merge_with_itself': pair(
      '不能把一家单位和它自己合并，请选另一家。',
      'An organisation cannot be merged with itself; choose another one.',
    ),
    'registry.merge_datasets': pair(
      '正式数据和演示数据互不相混，这两家不能合并或关联。',
      'Held and invented data never mix; these two cannot be joined.',
    ),
    'registry.merge_two_codes': pair(
      '“{kept}”的信用代码是 {keptCode}，“{other}”的是 {otherCode}：两个不同的有效代码就是两家单位，不能合并。若其中一个代码登记错了，请先更正代码。',
      '"{kept}" has credit code {keptCode}, "{other}" has {otherCode}: two valid codes are two organisations. If one code is wrong, correct it first.',
    ),
    'registry.no_join_record': pair('没有编号为 {id} 的合并或拆分记录。', 'There is no merge or split {id}.'),
    'registry.join_undone_already': pair('这次合并或拆分已由 {by} 撤销。', '{by} has undone it already.'),
    'registry.join_kept_gone': pair(
      '编号 {id} 的单位后来又并入了别家，请先撤销那一次合并。',
      'Organisation {id} was merged into another one since; undo that merge first.',
    ),
    'registry.split_nothing': pair(
      '没有选中任何可以移出的内容，请至少选一项。',
      'Nothing that could be taken out was chosen; choose at least one entry.',
    ),
    'registry.split_grown': pair(
      '拆分之后两家各自登记了 {count} 条相同的内容，不能直接撤销。请改用合并。',
      'Both have got {count} equal entries since; merge them instead of undoing the split.',
    ),
    'registry.no_source': pair(
      '这条来源不属于该单位，或已被撤回。请刷新后再选。',
      'That source is not one of this organisation, or was withdrawn; reload and choose again.',
    ),
    'registry.tag_unknown': pair(
      '标签“{code}”不在词表里，请从清单中选择。',
      'The tag "{code}" is not in the vocabulary; choose one of the list.',
    ),
    'registry.owner_of_itself': pair('单位不能是自己的上级。', 'An organisation cannot own itself.'),
    'registry.position_bad': pair(
      '经纬度不是地球上的一点，请核对顺序（先经度后纬度）和坐标系。',
      'The coordinate is no place on earth; check the order (longitude first) and the system.',
    ),
    'registry.correction_not_own': pair(
      '只能更正本单位的事实；编号 {id} 不是您的单位。',
      'Only facts of your own organisation can be corrected; {id} is another one.',
    ),
    'registry.correction_not_own_entry': pair(
      '“{name}”登记的单位不是您的单位，不能由您更正。请联系登记它的部门。',
      '{name} names another organisation; ask the office that keeps it.',
    ),
    'registry.field_not_correctable': pair(
      '“{field}”不能在这里更正。名称和信用代码以登记机关为准，请联系链办。',
      '"{field}" cannot be corrected here; names and codes follow the register, ask the chain office.',
    ),
    'registry.no_correction': pair('没有编号为 {id} 的更正申请。', 'There is no correction {id}.'),
    'registry.correction_own_case': pair(
      '不能处理这条更正：本单位的申请要由别人审核，也只有本单位可以撤回。',
      'You cannot act on this: nobody decides on their own organisation, and only it can withdraw.',
    ),
    'registry.correction_words_missing': pair(
      '不采纳时请写明理由，企业会看到。',
      'Give the reason for a refusal; the firm will read it.',
    ),
    'registry.correction_decided': pair('这条更正已由 {by} 处理。', '{by} has dealt with it already.'),
    'registry.correction_waits': pair(
      '审核 {firm} 对“{field}”的更正',
      'Review the correction of {field} by {firm}',
    ),
    'registry.correction_accepted': pair(
      '您对“{field}”的更正已采纳：{words}',
      'Your correction of {field} was accepted: {words}',
    ),
    'registry.correction_accepted.name': pair('更正已采纳', 'Correction accepted'),
    'registry.correction_refused': pair(
      '您对“{field}”的更正未采纳：{words}',
      'Your correction of {field} was refused: {words}',
    ),
    'registry.correction_refused.name': pair('更正未采纳', 'Correction refused'),
    'registry.no_view': pair('没有这个视图，或它不是您的。', 'There is no such view of yours.'),
    'registry.was_merged': pair(
      '编号 {id} 的单位已并入编号 {into} 的单位。',
      'Organisation {id} was merged into organisation {into}.',
    ),
  }),
)
