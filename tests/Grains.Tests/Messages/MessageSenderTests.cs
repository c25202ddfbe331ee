using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using MimeKit;
using ShopActors.Storage;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Messages;

public sealed class MessageSenderTests : IDisposable
{
    private static readonly OutgoingMessage Message =
        new("cus_x.7", "zoë@example.org", "Shop: a nëw password", "Hello Zoë,\n\nhttps://shop.example/?t=sa_rst_1\n");

    private readonly TemporaryDirectory _directory = new("messages-");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task File_MessageSentTwice_IsOneFileThatMailProgramsRead()
    {
        var options = new MessageOptions { Folder = Path.Combine(_directory.FullName, "out"), ShopName = "Shöp" };
        var sender = new FileMessageSender(
            Options.Create(options), Options.Create(new StorageOptions()), TimeProvider.System);
        await sender.SendAsync(Message, default);
        await sender.SendAsync(Message, default);

        var file = Assert.Single(Directory.GetFiles(options.Folder));
        Assert.Equal("cus_x.7.eml", Path.GetFileName(file));
        using var mail = await MimeMessage.LoadAsync(file);
        Assert.Equal(
            ("cus_x.7@localhost", Message.Subject, "Shöp"), (mail.MessageId, mail.Subject, mail.From[0].Name));
        Assert.Equal(Message.To, mail.To.Mailboxes.Single().Address);
        Assert.Equal(Message.Text, mail.TextBody!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task File_FolderThatCannotBe_IsAFailedAttempt()
    {
        var file = Path.Combine(_directory.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        var options = new MessageOptions { Folder = Path.Combine(file, "out") };
        var sender = new FileMessageSender(
            Options.Create(options), Options.Create(new StorageOptions()), TimeProvider.System);
        await Assert.ThrowsAsync<MessageNotSentException>(() => sender.SendAsync(Message, default));
    }

    [Fact]
    public async Task Smtp_ServerTakesTheMessage_HasItsIdAndReceiver()
    {
        await using var server = new MailServer("250 accepted");
        await SmtpSender(server.Port).SendAsync(Message with { To = "zoe@example.org" }, default);
        var received = string.Join('\n', server.Received);
        Assert.Contains("RCPT TO:<zoe@example.org>", received, StringComparison.Ordinal);
        Assert.Contains("Message-Id: <cus_x.7@shop.example>", received, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("sa_rst_1", received, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("451 later")]
    [InlineData("550 never")]
    public async Task Smtp_ServerRefusesTheMessage_IsAFailedAttempt(string answer)
    {
        await using var server = new MailServer(answer);
        await Assert.ThrowsAsync<MessageNotSentException>(
            () => SmtpSender(server.Port).SendAsync(Message with { To = "zoe@example.org" }, default));
    }

    [Fact]
    public async Task Smtp_ServerWithoutTls_IsNotUsedUnlessAllowed()
    {
        await using var server = new MailServer("250 accepted");
        await Assert.ThrowsAsync<MessageNotSentException>(
            () => SmtpSender(server.Port, SmtpSecurity.StartTls).SendAsync(Message, default));
    }

    [Fact]
    public async Task Smtp_NoServer_IsAFailedAttempt() =>
        await Assert.ThrowsAsync<MessageNotSentException>(
            () => SmtpSender(FreePort.Next()).SendAsync(Message, default));

    [Theory]
    [InlineData("VerificationLink", "https://shop.example/verify")]
    [InlineData("ResetLink", "shop.example/{token}")]
    [InlineData("From", "nobody")]
    [InlineData("Host", null)]
    [InlineData("User", "account")]
    public void Options_WithWhichNothingWouldArrive_AreRefused(string name, string? value)
    {
        var options = Smtp(25, SmtpSecurity.StartTls);
        Assert.True(new MessageOptionsValidator().Validate(null, options).Succeeded);
        switch (name)
        {
            case "VerificationLink": options.VerificationLink = value; break;
            case "ResetLink": options.ResetLink = value; break;
            case "From": options.From = value!; break;
            case "Host": options.Smtp.Host = value; break;
            default: options.Smtp.User = value; break;
        }

        var result = new MessageOptionsValidator().Validate(null, options);
        Assert.Contains($"{name}", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    private static SmtpMessageSender SmtpSender(int port, SmtpSecurity security = SmtpSecurity.None) =>
        new(Options.Create(Smtp(port, security)), TimeProvider.System);

    private static MessageOptions Smtp(int port, SmtpSecurity security)
    {
        var options = new MessageOptions { Sender = MessageMeans.Smtp, From = "mail@shop.example" };
        (options.Smtp.Host, options.Smtp.Port, options.Smtp.Security) = ("127.0.0.1", port, security);
        return options;
    }

    /// <summary>A mail server that takes one connection, and answers a message's text as the test says.</summary>
    private sealed class MailServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task _serving;

        public MailServer(string answer)
        {
            _listener.Start();
            _serving = ServeAsync(answer);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public List<string> Received { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        private async Task ServeAsync(string answer)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream());
                await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 test");
                var isText = false;
                while (await reader.ReadLineAsync() is { } line)
                {
                    Received.Add(line);
                    if (isText && line != ".") continue;
                    isText = line == "DATA";
                    await writer.WriteLineAsync(line == "." ? answer : isText ? "354 go on" : "250 ok");
                }
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
            {
                // The test has ended, or the client has gone.
            }
        }
    }
}
