<%@ WebService Language="C#" Class="Pishkhan.ChargeService" %>
// ToshaNet's bulk-bill service as the document describes it, on a real ASMX stack: texts in, one JSON text out.
// Username and Password must be "asmx-user" and "asmx-password". A test steers the answer with the query of its ReturnUrl:
//   say=text   StatusMessage of the batch, word for word      code=N   Status of the batch and of its bills (else 0)
//   late=N     the last N bills are refused                   result=X   the result is X, whatever was asked
//   html       a page of HTML with status 200                 throw      an exception in the method
// Otherwise StatusMessage tells the ReturnUrl that came; that of a bill, as JSON, the bill as it came.
using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Web;
using System.Web.Script.Serialization;
using System.Web.Services;

namespace Pishkhan {
  using Fields = Dictionary<string, object>;

  [WebService(Namespace = "http://www.toranjsoft.com")]
  public class ChargeService : WebService {
    static readonly JavaScriptSerializer json = new JavaScriptSerializer();

    [WebMethod]
    public string BulkBillPaymentWS(string Username, string Password, string ReturnUrl, string BatchBillRequestDataItem) {
      NameValueCollection script = HttpUtility.ParseQueryString(new Uri(ReturnUrl).Query);
      string bare = script[null] ?? "";
      if (bare == "throw") throw new InvalidOperationException("asked to throw");
      if (bare == "html") AnswerHtml();
      if (script["result"] != null) return script["result"];
      if (Username != "asmx-user" || Password != "asmx-password") return Refused(1, "نام کاربری یا کلمه عبور اشتباه است");

      var bills = json.Deserialize<List<Dictionary<string, string>>>(BatchBillRequestDataItem);
      if (bills.Count > 20) return Refused(4, "حداکثر تعداد قبض ۲۰ عدد است");
      int status = int.Parse(script["code"] ?? "0");
      int taken = bills.Count - int.Parse(script["late"] ?? "0");
      Fields[] items = bills.Select((bill, index) => Item(bill, index < taken ? status : 105)).ToArray();
      return json.Serialize(new Fields {
        { "BatchBillPaymentResponseDataItems", items }, { "Status", status }, { "StatusMessage", script["say"] ?? ReturnUrl },
        { "BatchToken", "0009007199254740993" }, { "TotalAmount", items.Take(taken).Sum(item => (long)item["Price"]) },
        { "PaymentUrl", "https://pay.example/bill/0009007199254740993?a=1&b=2" } });
    }

    static void AnswerHtml() {
      HttpResponse response = HttpContext.Current.Response;
      response.ContentType = "text/html";
      response.Write("<!DOCTYPE html><html><body><h1>سامانه در حال به‌روزرسانی است<br></h1></body></html>");
      response.End();
    }

    static string Refused(int status, string words) {
      return json.Serialize(new Fields {
        { "BatchBillPaymentResponseDataItems", new object[0] }, { "Status", status }, { "StatusMessage", words },
        { "BatchToken", null }, { "TotalAmount", 0 }, { "PaymentUrl", null } });
    }

    static Fields Item(Dictionary<string, string> bill, int status) {
      string pay = bill["PayID"];
      return new Fields {
        { "BillID", bill["BillID"] }, { "PayID", pay }, { "Status", status }, { "StatusMessage", json.Serialize(bill) },
        { "Price", long.Parse(pay.Substring(0, pay.Length - 5)) * 1000 }, { "BillType", "قبض «برق» & <گاز>" },
        { "BillTypeCode", 2 }, { "ExtOrderID", bill["ExtOrderID"] } };
    }
  }
}
