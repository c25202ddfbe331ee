using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using ShopActors.Grains.Tests.Customers;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage.InMemory;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Messages;

/// <summary>Messages of customers, from the request to the use of the token.</summary>
public sealed class CustomerMessagesTests
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly MemoryJournalStore _store = new();
    private readonly CustomerId _id = CustomerId.New(new SeededRandom(21));

    [Fact]
    public async Task Message_TheServerFailsAtFirst_IsSentAgainWithTheSameId()
    {
        var sender = new RecordingSender { FailuresLeft = 1 };
        await using var silo = await StartAsync(sender);
        var customer = await RegisterAsync(silo);
        Assert.True((await customer.RequestVerification(new("v"), Caller.Customer(_id))).IsOk);

        var first = await sender.NextAsync(Within);
        var second = await sender.NextAsync(Within);

        Assert.Equal((first.Id, "ada@example.org"), (second.Id, second.To));
        Assert.NotEqual(TokenOf(first), TokenOf(second));
        Assert.True((await customer.VerifyEmail(TokenHash.Of(TokenOf(first)))).IsOk);
        Assert.True((await customer.VerifyEmail(TokenHash.Of(TokenOf(second)))).IsOk);
        Assert.True((await customer.Get(Caller.Customer(_id))).Value!.EmailVerified);
    }

    [Fact]
    public async Task Message_TheSiloStopsBeforeItIsSent_IsSentByTheNext()
    {
        var hanging = new RecordingSender { Hangs = true };
        await using (var silo = await StartAsync(hanging))
        {
            await RegisterAsync(silo);
            await silo.Grains.GetGrain<ICustomerDirectoryGrain>(0).RequestReset(new("reset"), "ada@example.org");
            await hanging.NextAsync(Within);
            hanging.Release();
        }

        var sender = new RecordingSender();
        await using var next = await StartAsync(sender);
        var message = await sender.NextAsync(Within);

        var customer = next.Grains.GetGrain<ICustomerGrain>(_id.Value);
        var token = TokenHash.Of(TokenOf(message));
        Assert.Equal("Ada", (await customer.CheckReset(new("p"), token)).Value?.Name);
        Assert.True((await customer.ResetPassword(new("p"), token, new("bmV3"))).IsOk);
        Assert.True((await customer.ResetPassword(new("p"), token, new("bmV3"))).IsOk);
        Assert.Equal(ErrorCode.Unauthenticated, (await customer.Authenticate(CustomerSamples.Access)).Error?.Code);
    }

    [Fact]
    public async Task Reset_OfAnUnknownAddress_SucceedsAndSendsNothing()
    {
        var sender = new RecordingSender();
        await using var silo = await StartAsync(sender);
        var directory = silo.Grains.GetGrain<ICustomerDirectoryGrain>(0);
        await directory.RequestReset(new("reset"), "unknown@example.org");
        await directory.RequestReset(new("reset"), "no address");
        await RegisterAsync(silo);
        await directory.RequestReset(new("reset"), "ada@example.org");
        Assert.Equal("ada@example.org", (await sender.NextAsync(Within)).To);
        Assert.Equal(1, sender.Count);
    }

    private static string TokenOf(OutgoingMessage message) =>
        message.Text.Split('\n').Single(line => line.StartsWith("sa_", StringComparison.Ordinal));

    private Task<ShopSilo> StartAsync(IMessageSender sender) =>
        ShopSilo.Start(_store, configure: silo => silo.Services.AddSingleton(sender));

    private async Task<ICustomerGrain> RegisterAsync(ShopSilo silo)
    {
        var customer = silo.Grains.GetGrain<ICustomerGrain>(_id.Value);
        var registration = CustomerSamples.Of(new("Ada", "ada@example.org"));
        Assert.True((await customer.Register(new("r"), registration)).IsOk);
        return customer;
    }

    private sealed class RecordingSender : IMessageSender
    {
        private readonly Channel<OutgoingMessage> _sent = Channel.CreateUnbounded<OutgoingMessage>();
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count;

        public int FailuresLeft { get; set; }

        public bool Hangs { get; init; }

        public int Count => _count;

        public async Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            _sent.Writer.TryWrite(message);
            if (Hangs)
            {
                await _released.Task;
                throw new MessageNotSentException("The test lets no message through.");
            }

            if (FailuresLeft-- > 0) throw new MessageNotSentException("The test lets this attempt fail.");
        }

        public Task<OutgoingMessage> NextAsync(TimeSpan within) => _sent.Reader.ReadAsync().AsTask().WaitAsync(within);

        public void Release() => _released.TrySetResult();
    }
}
