using Microsoft.Extensions.Options;

namespace ShopActors;

/// <summary>Refuses rates that would not be found, or found twice.</summary>
internal sealed class TaxOptionsValidator : IValidateOptions<TaxOptions>
{
    public ValidateOptionsResult Validate(string? name, TaxOptions options)
    {
        var wrong = new List<string>();
        if (!string.IsNullOrEmpty(options.DefaultCountry) && !Country.TryParse(options.DefaultCountry, out _))
        {
            wrong.Add("Tax:DefaultCountry is not a country's code.");
        }

        var known = new HashSet<(string, string?, string)>();
        foreach (var rate in options.Rates)
        {
            var where = $"Tax:Rates: {rate.Country} {rate.Region} {rate.Class}";
            if (!Country.TryParse(rate.Country, out _)) wrong.Add($"{where}: not a country's code.");
            if (!TaxClasses.IsValid(rate.Class)) wrong.Add($"{where}: not a class.");
            if (rate.Percent is < 0 or > 100) wrong.Add($"{where}: the percentage is out of range.");
            if (rate.Percent != decimal.Round(rate.Percent, 4)) wrong.Add($"{where}: more than four decimals.");
            if (!known.Add((rate.Country, rate.Region, rate.Class))) wrong.Add($"{where}: there twice.");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
