#!/usr/bin/env bash
# Every published figure of 2006 stands in the yearly bulletin in the report's own form. Usage: published-figures.sh PDF
set -u
text=$(pdftotext -raw "$1" - | tr -d '\f' | sed -E '/^(— [0-9]+ —)?$/d' | tr -d '[:space:]')
missing=0
while read -r words; do
  case "$text" in
    *"$words"*) ;;
    *) printf 'missing: %s\n' "$words"; missing=$((missing + 1)) ;;
  esac
done <<'WORDS'
群众对先进性教育活动的满意率达到99.99%
面向全市公开选拔了11名县级领导干部
重新确定了30家市级重点管理企业
确认191名干部考察员资格
共培训各级各类干部12.8万人次
参加市以上脱产培训及境外培训的干部1880人
新增完成大规模培训干部规定时间要求的干部4.5万人
组织了赴加拿大英语翻译人才培训班等三个出国培训项目
全市共引进高层次人才579人，其中博士（后）31人、硕士417人
有1人被聘为“泰山学者”
12人被评为第一批“山东省首席技师”
市级专业技术拔尖人才、首席技师和农村实用人才达到216人
投入达4929万元
具备条件的非公有制企业党组织组建率达到100%
全市新发展党员9982名
在城市社区、老年大学新建站点413个
接入互联网的乡村站点达8523个
组织播看远程教育节目35万多次
参加培训的党员干部900多万人次
组工信访处结率达100%
WORDS
[ "$missing" -eq 0 ] && printf 'all 20 published statements found\n'
exit "$((missing > 0))"
