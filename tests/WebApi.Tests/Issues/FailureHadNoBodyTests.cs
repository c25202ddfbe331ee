using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ShopActors.WebApi.Tests.Issues;

/// <summary>
/// An answer that could not start, because the operators' log did not take its status, was a 500 without a body.
/// </summary>
public sealed class FailureHadNoBodyTests(FailureHadNoBodyTests.Shop shop) : IClassFixture<FailureHadNoBodyTests.Shop>
{
    private const string Sku = "BOOK-CLA-005";

    [Fact]
    public async Task Write_ItsStatusIsNotLogged_HasAnUnknownOutcomeAndIsExecutedOnce()
    {
        using var operations = shop.NewOperator();
        var before = await OnHandAsync(operations);
        shop.Log.FailNext();

        var failed = await AdjustAsync("unlogged");
        var repeated = await AdjustAsync("unlogged");

        Assert.Equal((HttpStatusCode.GatewayTimeout, "outcome_unknown"), (failed.Status, failed.Code));
        Assert.Equal("1", failed.Headers.GetValues("Retry-After").Single());
        Assert.True(repeated.Status == HttpStatusCode.Created, repeated.ToString());
        Assert.Equal(before + 1, await OnHandAsync(operations));

        Task<Answer> AdjustAsync(string key) =>
            operations.PostAsync($"/stock/{Sku}/adjustments", new { delta = 1, reason = "received" }, key);
    }

    [Fact]
    public async Task Write_WithoutABody_ItsStatusIsNotLogged_IsAProblem()
    {
        using var operations = shop.NewOperator();
        var customer = await shop.NewClient().PostAsync("/users", new { name = "Ada", email = "ada@unlogged.example" });
        shop.Log.FailNext();

        var failed = await operations.DeleteAsync($"/users/{customer.Json["id"]}");

        Assert.Equal((HttpStatusCode.GatewayTimeout, "outcome_unknown"), (failed.Status, failed.Code));
    }

    [Fact]
    public async Task Refusal_ItsStatusIsNotLogged_IsAProblem()
    {
        using var operations = shop.NewOperator();
        shop.Log.FailNext();

        var failed = await operations.PostAsync("/ops/keys", new { name = "x" });

        Assert.Equal((HttpStatusCode.GatewayTimeout, "outcome_unknown"), (failed.Status, failed.Code));
    }

    [Fact]
    public async Task LoggedRead_ItsStatusIsNotLogged_IsUnavailable()
    {
        using var operations = shop.NewOperator();
        var customer = await shop.NewClient().PostAsync("/users", new { name = "Eve", email = "eve@unlogged.example" });
        shop.Log.FailNext();

        var failed = await operations.GetAsync($"/users/{customer.Json["id"]}/export");
        var read = await operations.GetAsync($"/users/{customer.Json["id"]}/export");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (failed.Status, failed.Code));
        Assert.Equal(HttpStatusCode.OK, read.Status);
    }

    private static async Task<int> OnHandAsync(Visitor operations) =>
        (int)(await operations.GetAsync($"/stock/{Sku}")).Json["onHand"]!;

    /// <summary>A shop whose operators' log fails when a test says so.</summary>
    public sealed class Shop : ShopFixture
    {
        internal FailingLog Log { get; } = new();

        protected override void ConfigureServices(IServiceCollection services)
        {
            base.ConfigureServices(services);
            services.AddSingleton<IIncomingGrainCallFilter>(Log);
        }
    }

    /// <summary>Lets the log of operators fail at a request's second entry, which has the answer's status.</summary>
    internal sealed class FailingLog : IIncomingGrainCallFilter
    {
        private int _failures;

        public void FailNext() => Interlocked.Increment(ref _failures);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.DeclaringType == typeof(IOperatorLogGrain)
                && context.Request.GetArgumentCount() == 1
                && context.Request.GetArgument(0) is OperatorAction { Status: not null }
                && Interlocked.Exchange(ref _failures, 0) == 1)
            {
                throw new TimeoutException("No answer in time.");
            }

            return context.Invoke();
        }
    }
}
