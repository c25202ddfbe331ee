using System.Diagnostics;
using OpenTelemetry;

namespace ShopActors.Hosting.Telemetry;

/// <summary>
/// Removes what identifies customers from spans before they are exported: the keys of carts, orders and customers, the
/// paths of requests (one contains the token of a password reset; those of webhook receivers may contain secrets) and
/// browsers. The grain's type, the route and the server's name remain.
/// </summary>
internal sealed class PrivateTags : BaseProcessor<Activity>
{
    private static readonly string[] Removed =
    [
        "url.path", "url.full", "user_agent.original", "orleans.rpc.source_id", "orleans.activation.id",
        "orleans.directory.registered.address", "orleans.directory.forwarding.address",
    ];

    private static readonly string[] Shortened = ["orleans.rpc.target_id", "orleans.grain.id"];

    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var name in Removed)
        {
            if (data.GetTagItem(name) is not null) data.SetTag(name, null);
        }

        foreach (var name in Shortened)
        {
            if (data.GetTagItem(name) is string id) data.SetTag(name, TypeOf(id));
        }
    }

    // A grain's id is its type, a slash and its key.
    private static string TypeOf(string id) => id.IndexOf('/', StringComparison.Ordinal) is var end and >= 0
        ? id[..end]
        : id;
}
