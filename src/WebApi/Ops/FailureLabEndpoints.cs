using Microsoft.AspNetCore.Http.HttpResults;
using ShopActors.PaymentSimulator;

namespace ShopActors.WebApi.Ops;

/// <summary>
/// Making trouble at the simulated payment provider, to watch what the shop does about it. In Development alone, and
/// only where the provider runs in this process. Not in the description, because no program may count on it.
/// </summary>
internal static class FailureLabEndpoints
{
    public static void MapFailureLab(this IEndpointRouteBuilder routes)
    {
        if (!IsOpen(routes.ServiceProvider)) return;
        var lab = routes.MapGroup("/ops/failure-lab").ExcludeFromDescription();
        lab.MapGet("", Get).ForOperators(Scopes.PaymentsDecide).WithName("getFailureLab");
        lab.MapPut("", Put).ForOperators(Scopes.PaymentsDecide).WithName("setFailureLab");
    }

    public static bool IsOpen(IServiceProvider services) =>
        services.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(FailureLab));

    internal static Ok<FailureLabBody> Get(FailureLab lab) => TypedResults.Ok(FailureLabBody.Of(lab.Setting));

    internal static Results<Ok<FailureLabBody>, Problem> Put(FailureLab lab, FailureLabBody body)
    {
        if (!PublicName.TryParse(body.Trouble, out Trouble trouble)) return new Problem(ApiErrors.Invalid("trouble"));
        if (body.Percent is < 0 or > 100) return new Problem(ApiErrors.Invalid("percent"));
        lab.Setting = new(trouble, body.Percent);
        return TypedResults.Ok(FailureLabBody.Of(lab.Setting));
    }
}

/// <summary>What goes wrong at the simulated payment provider.</summary>
/// <param name="Trouble">What.</param>
/// <param name="Percent">Of how many payments in a hundred; of requests, if the provider is away.</param>
internal sealed record FailureLabBody(string Trouble, int Percent)
{
    public static FailureLabBody Of(FailureLabSetting setting) =>
        new(PublicName.Of(setting.Trouble), setting.Percent);
}
