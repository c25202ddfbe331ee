using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>A request that its client has given up, or whose time is over, occupied its grain to the end.</summary>
public sealed class GivenUpRequestWorkedOnTests(GivenUpRequestWorkedOnTests.Shop shop)
    : IClassFixture<GivenUpRequestWorkedOnTests.Shop>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("/ops/orders")]
    [InlineData("/ops/audit/ledger")]
    public async Task Read_WhoseTimeIsOver_StopsItsGrainAndIsUnavailable(string path)
    {
        using var operations = shop.NewOperator();
        var call = shop.Calls.HoldNext();

        var late = await operations.GetAsync(path);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (late.Status, late.Code));
        Assert.Equal("1", late.Headers.GetValues("Retry-After").Single());
        await call.Stopped.WaitAsync(Patience);
    }

    [Fact]
    public async Task Audit_WhoseClientIsGone_Stops()
    {
        using var operations = new HttpClient { BaseAddress = shop.Address };
        operations.DefaultRequestHeaders.Authorization = new("Bearer", ShopFixture.OpsToken);
        using var patience = new CancellationTokenSource();
        var call = shop.Calls.HoldNext();

        var asked = operations.GetAsync("/ops/audit", patience.Token);
        await call.Arrived.WaitAsync(Patience);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await call.Stopped.WaitAsync(Patience);
    }

    [Fact]
    public async Task Answer_ThatIsKnownTooLate_IsWhole()
    {
        using var client = shop.NewClient();
        using var other = shop.NewClient();
        var cart = await client.NewCartWithAsync("BOOK-CLA-005", 2);
        await other.NewCartAsync();

        shop.Late.DelayNext();
        var found = await client.GetAsync($"/carts/{cart}");
        shop.Late.DelayNext();
        var refused = await other.GetAsync($"/carts/{cart}");

        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Equal(2, (int)found.Json["items"]![0]!["quantity"]!);
        Assert.Equal((HttpStatusCode.NotFound, "cart_not_found"), (refused.Status, refused.Code));
        Assert.Equal(2, shop.Late.Delayed);
    }

    /// <summary>A shop that gives a request little time.</summary>
    public sealed class Shop : ShopFixture
    {
        internal HeldCalls Calls { get; } = new();

        internal LateAnswers Late { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings =>
            new Dictionary<string, string>(base.Settings) { ["Limits:RequestTimeMax"] = "00:00:01" };

        protected override void ConfigureServices(IServiceCollection services)
        {
            base.ConfigureServices(services);
            services.AddSingleton<IIncomingGrainCallFilter>(Calls);
            services.AddHttpContextAccessor();
            services.AddSingleton<IOutgoingGrainCallFilter>(Late);
        }
    }

    /// <summary>Holds a call of an operator's list or audit until its token is cancelled.</summary>
    internal sealed class HeldCalls : IIncomingGrainCallFilter
    {
        private HeldCall? _next;

        public HeldCall HoldNext() => _next = new();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var isHeld = context.Grain is IOrderDirectoryGrain or IAuditGrain or ILedgerGrain;
            if (isHeld && Interlocked.Exchange(ref _next, null) is { } call)
            {
                await call.HoldAsync(context.Request.GetCancellationToken());
            }

            await context.Invoke();
        }
    }

    /// <summary>Keeps the answer about a cart back until its request's time is over.</summary>
    internal sealed class LateAnswers : IOutgoingGrainCallFilter
    {
        private readonly HttpContextAccessor _requests = new();
        private int _isNext;
        private int _delayed;

        public int Delayed => _delayed;

        public void DelayNext() => _isNext = 1;

        public async Task Invoke(IOutgoingGrainCallContext context)
        {
            await context.Invoke();
            if (context.MethodName != nameof(ICartGrain.Get) || context.Grain is not ICartGrain) return;
            if (_requests.HttpContext is not { } request || Interlocked.Exchange(ref _isNext, 0) == 0) return;
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = request.RequestAborted.Register(over.SetResult);
            await over.Task;
            Interlocked.Increment(ref _delayed);
        }
    }

    /// <summary>A call that does nothing until it is cancelled.</summary>
    internal sealed class HeldCall
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Arrived => _arrived.Task;

        public Task Stopped => _stopped.Task;

        public async Task HoldAsync(CancellationToken cancellationToken)
        {
            _arrived.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            finally
            {
                _stopped.SetResult();
            }
        }
    }
}
