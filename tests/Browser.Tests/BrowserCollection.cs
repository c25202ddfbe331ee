namespace ShopActors.Browser.Tests;

/// <summary>All tests share one shop and one browser.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
