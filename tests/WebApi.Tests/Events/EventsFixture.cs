namespace ShopActors.WebApi.Tests.Events;

/// <summary>A shop whose webhook endpoints may be on this machine.</summary>
public sealed class EventsFixture : ShopFixture
{
    public const int StreamsMax = 4;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["Events:Webhooks:AllowPrivateTargets"] = "true",
        ["Events:Source"] = "https://shop.example",
        ["Events:Live:ConnectionsMax"] = $"{StreamsMax}",
    };
}
