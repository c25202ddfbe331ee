using System.Globalization;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Security;

/// <summary>Where an attempt to sign in comes from, without telling the address to a reader of the id.</summary>
internal static class SignInSource
{
    public static SourceId Of(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress is { } ip ? PeerAddress.KeyOf(ip) : default;
        return SourceId.From(context.RequestServices.GetRequiredService<IdSeal>().Derive(
            "sign-in source", string.Create(CultureInfo.InvariantCulture, $"{address}")));
    }
}
