package official
import ("testing";"os";"fmt";"huiqi/content")
func TestScratch(t *testing.T){
 f,err:=os.Open("/work/shared/policy/qiantang-2023-19.txt"); if err!=nil{t.Skip()}
 x,err:=Read("x.txt",f); if err!=nil{t.Fatal(err)}
 p,err:=content.Embedded(); if err!=nil{t.Fatal(err)}
 for _,d:=range Audit(p,x){ if d.Kind!=Words && d.Article>20 {fmt.Println(d.String())}}
}
