using System.Diagnostics;
using ShopActors.Hosting.Logging;

namespace ShopActors.WebApi.Tests.Telemetry;

public sealed class TraceScopeTests
{
    private readonly TraceScope _scope = new();

    [Fact]
    public void Scope_InASpan_IsItsIdsAlone()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var framework = _scope.Push("RequestPath: /password-resets/secret");

        var ids = Assert.IsType<KeyValuePair<string, object>[]>(Assert.Single(All()));

        Assert.Equal([new("TraceId", activity.TraceId.ToString()), new("SpanId", activity.SpanId.ToString())], ids);
    }

    [Fact]
    public void Scope_OutsideOfSpans_IsEmpty()
    {
        using var framework = _scope.Push("RequestPath: /");

        Assert.Empty(All());
    }

    private List<object?> All()
    {
        List<object?> all = [];
        _scope.ForEachScope(static (scope, all) => all.Add(scope), all);
        return all;
    }
}
