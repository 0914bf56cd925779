package official
import ("testing";"os";"fmt")
func TestScratch(t *testing.T){
 f,err:=os.Open("/work/shared/policy/qiantang-2023-19.txt"); if err!=nil{t.Skip()}
 x,err:=Read("x.txt",f); if err!=nil{t.Fatal(err)}
 show:=func(h,b string){ fmt.Print(h,": "); for _,n:=range numbers(b){fmt.Printf(" %s<%s,%d,%d>",n.text,n.unit,n.form,n.list)}; fmt.Println()}
 for _,c:=range x.Chapters{show(c.Title,c.body())}
 for _,a:=range x.Articles{show(fmt.Sprint(a.Number),a.body)}
 show("closing",x.closing())
}
