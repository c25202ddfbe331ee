namespace ShopActors.WebApi.Problems;

/// <summary>How one error code appears over HTTP.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Title">A short summary that is the same for every occurrence.</param>
internal readonly record struct ProblemRow(int Status, string Title);
