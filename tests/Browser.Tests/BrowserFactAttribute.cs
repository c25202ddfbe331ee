namespace ShopActors.Browser.Tests;

/// <summary>A test in a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute() : RequiresToolFactAttribute(BrowserFixture.Tool, BrowserFixture.Install);

/// <summary>A test with data in a real browser.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() =>
        Skip = RequiresToolFactAttribute.WhyMissing(BrowserFixture.Tool, BrowserFixture.Install);
}
