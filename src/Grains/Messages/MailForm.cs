using System.Text;
using MimeKit;
using MimeKit.Text;

namespace ShopActors;

/// <summary>The form of messages as e-mail.</summary>
internal static class MailForm
{
    public static MimeMessage Of(OutgoingMessage message, MessageOptions options, DateTimeOffset now)
    {
        var from = MailboxAddress.Parse(options.From);
        var mail = new MimeMessage
        {
            MessageId = $"{message.Id}@{from.Domain}",
            Subject = message.Subject,
            Date = now,
            Body = new TextPart(TextFormat.Plain)
            {
                Text = message.Text,
                ContentTransferEncoding = ContentEncoding.QuotedPrintable,
            },
        };
        mail.From.Add(new MailboxAddress(Encoding.UTF8, options.ShopName, from.Address));
        mail.To.Add(MailboxAddress.Parse(message.To));
        return mail;
    }
}
