using Xunit.Abstractions;
using Xunit.Sdk;

namespace ShopActors.Storage.Tests.Conformance;

/// <summary>
/// A fact of a suite that several backends run; skipped where the backend's class needs what is not installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(
    "ShopActors.Storage.Tests.Conformance.ConformanceFactDiscoverer", "ShopActors.Storage.Tests")]
public sealed class ConformanceFactAttribute : FactAttribute;

/// <summary>Marks a class whose tests start a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>Finds the facts and decides whether they can run here.</summary>
public sealed class ConformanceFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var needsPostgres = testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any();
        var skip = needsPostgres ? PostgresServer.MissingReason : null;
        yield return new ConformanceTestCase(
            messages,
            discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(),
            testMethod,
            skip);
    }
}

/// <summary>A test case that knows why it is skipped.</summary>
public sealed class ConformanceTestCase : XunitTestCase
{
    private string? _skip;

    [Obsolete("Called by the deserializer; use the other constructor.")]
    public ConformanceTestCase()
    {
    }

    public ConformanceTestCase(
        IMessageSink messages,
        TestMethodDisplay display,
        TestMethodDisplayOptions displayOptions,
        ITestMethod method,
        string? skip)
        : base(messages, display, displayOptions, method)
    {
        _skip = skip;
        SkipReason = skip;
    }

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(_skip), _skip);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        base.Deserialize(data);
        _skip = data.GetValue<string?>(nameof(_skip));
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) => _skip ?? base.GetSkipReason(factAttribute);
}
